import { describe, expect, it } from 'vitest';
import { Stk500Flasher } from '../../../../electron/core/service-port/transfer/stk500/stk500Flasher.ts';
import { holdPage } from '../../../../shared/service-port/flash/stk500/avrImage.ts';
import { overCable, overRfc2217 } from './flashBench.ts';
import { avrFirmware, hexFile } from './hexFile.ts';

const PAGES = 5;
const FIRMWARE = avrFirmware(PAGES * 128 - 20);
/** The page that holds the chip still is written before all others. */
const WRITES = PAGES + 1;

describe('firmware by optiboot', () => {
  it('is written and read back, from HEX as from binary', async () => {
    for (const [name, file] of [
      ['x.hex', Buffer.from(hexFile(FIRMWARE))],
      ['x.bin', FIRMWARE],
    ] as const) {
      const { boot, flash, progress, steps, recorder } = await overCable();
      expect(await flash(file, name)).toEqual({ kind: 'done', proof: 'read-back' });
      expect(boot.flash.subarray(0, FIRMWARE.length)).toEqual(FIRMWARE);
      expect(boot.flash.subarray(FIRMWARE.length).every((byte) => byte === 0xff)).toBe(true);
      expect(progress.map(({ block, blocks }) => `${block}/${blocks}`)).toEqual([
        '0/5',
        '1/5',
        '2/5',
        '3/5',
        '4/5',
        '5/5',
      ]);
      expect(progress.at(-1)).toMatchObject({ bytes: file.length, retries: 0 });
      expect(steps.join(' ')).toMatch(/620 bytes .* 5 pages of 128.*version 8\.3.*ATmega328P/);
      expect(recorder.records.some(({ action }) => action === 'prog page')).toBe(true);
      // It was told to start.
      await expect.poll(() => boot.isListening).toBe(false);
    }
  });

  it('fills the whole room of the chip', async () => {
    const { boot, flash } = await overCable();
    const all = avrFirmware(32_256);
    expect(await flash(all)).toMatchObject({ kind: 'done' });
    expect(boot.flash.subarray(0, all.length)).toEqual(all);
  });

  it('is not written to another chip', async () => {
    const { boot, flash } = await overCable({ signature: [0x1e, 0x94, 0x06] });
    expect(await flash(FIRMWARE)).toMatchObject({
      kind: 'failed',
      isUntouched: true,
      sentence: expect.stringMatching(/1e9406 \(ATmega168\).*ATmega328P/) as string,
    });
    expect(boot.writes).toBe(0);
  });

  it('is not sent where the file is none, or the profile names no chip', async () => {
    const { flash, cable } = await overCable();
    expect(await flash(Buffer.from('hello'))).toMatchObject({ kind: 'failed', isUntouched: true });
    const chip = { name: 'Z80', signature: '000000' };
    expect(await flash(FIRMWARE, 'x.bin', { chip })).toMatchObject({
      sentence: expect.stringContaining('does not name a chip') as string,
    });
    expect(cable.received()).toHaveLength(0);
  });

  it('is refused where nobody answers, or only noise comes', async () => {
    const silent = await overCable();
    silent.boot.isListening = false;
    const failed = { kind: 'failed', isUntouched: true, sentence: 'No boot loader answers.' };
    expect(await silent.flash(FIRMWARE)).toMatchObject(failed);
    const noisy = await overCable();
    noisy.cable.onData(() => void noisy.cable.write('$NK^21\r\u0014\u0010\u0014'));
    expect(await noisy.flash(FIRMWARE)).toMatchObject(failed);
    expect(noisy.boot.writes).toBe(0);
  });

  it('gets through where the firmware still printed as the boot loader began', async () => {
    const { boot, cable, flash } = await overCable();
    let isFirst = true;
    cable.onData((bytes) => {
      if (isFirst) void cable.write('OpenEVSE\r\n');
      isFirst = false;
      boot.take(bytes);
    });
    expect(await flash(FIRMWARE)).toMatchObject({ kind: 'done' });
  });

  it('fails at a page that does not read back as written', async () => {
    const { boot, flash, progress } = await overCable({ wornPage: 3 });
    expect(await flash(FIRMWARE)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/page 4 of 5 \(0x0180\).*something else/) as string,
    });
    expect(progress.at(-1)).toMatchObject({ block: 2 });
    expect(boot.page(0)).toEqual(holdPage(128));
  });

  it('finds out a boot loader that mixes addresses up', async () => {
    const { flash } = await overCable({ ignoresAddress: true });
    expect(await flash(FIRMWARE)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringContaining('addresses') as string,
    });
  });

  it('stops where the technician stops it, and leaves the chip still', async () => {
    const stop = new AbortController();
    const { boot, flash } = await overCable({
      onWrite: (write) => {
        if (write === 4) stop.abort();
      },
    });
    const outcome = await flash(FIRMWARE, 'x.bin', { signal: stop.signal });
    expect(outcome).toMatchObject({ kind: 'failed', isCancelled: true });
    expect(outcome).not.toHaveProperty('isUntouched');
    expect(boot.page(0)).toEqual(holdPage(128));
    await expect.poll(() => boot.isListening).toBe(false);
  });

  it('is stopped before anything was written', async () => {
    const { boot, flash } = await overCable();
    const outcome = await flash(FIRMWARE, 'x.bin', { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ isCancelled: true, isUntouched: true });
    expect(boot.writes).toBe(0);
  });

  for (let lostAt = 1; lostAt <= WRITES; lostAt += 1) {
    it(`ends at once where the line is lost at write ${lostAt}; the chip never has half of a firmware`, async () => {
      const cut = { now: (): void => undefined };
      const { boot, cable, flash } = await overCable({
        onWrite: (write) => {
          if (write === lostAt) cut.now();
        },
      });
      cut.now = () => cable.unplug();
      await expect(flash(FIRMWARE)).rejects.toMatchObject({ code: 'unavailable' });
      const isWhole = lostAt === WRITES;
      expect(boot.page(0)).toEqual(isWhole ? FIRMWARE.subarray(0, 128) : holdPage(128));
    });
  }

  it('ends at once wherever the cable is pulled: at every answer of every stage in turn', async () => {
    const bytes = FIRMWARE.subarray(0, 200);
    const whole = await overCable();
    expect(await whole.flash(bytes)).toMatchObject({ kind: 'done' });
    const places = Array.from({ length: whole.answers() }, (_, index) => index + 1);
    const cut = await Promise.all(
      places.map(async (pulledAt) => {
        const { boot, flash } = await overCable({}, pulledAt);
        const end = await flash(bytes).catch((error: unknown) => error);
        const first = Buffer.from(boot.page(0));
        // Never half of a firmware: nothing yet, what holds it still, or the first page behind all the others.
        const isSafe = [new Uint8Array(128).fill(0xff), holdPage(128), bytes.subarray(0, 128)].some((page) =>
          first.equals(page),
        );
        return [end, isSafe];
      }),
    );
    const lost = expect.objectContaining({ code: 'unavailable' }) as unknown;
    expect(cut).toEqual(places.map(() => [lost, true]));
  });

  it('is reached by DTR', async () => {
    const { boot, flash, resets } = await overRfc2217();
    expect(await flash(FIRMWARE)).toMatchObject({ kind: 'done' });
    expect(resets()).toBe(1);
    expect(boot.flash.subarray(0, FIRMWARE.length)).toEqual(FIRMWARE);
  });

  it('goes on after a reset where a byte was lost on the way', async () => {
    const { boot, flash, progress, resets } = await overRfc2217({ losesWrites: [3, 4] });
    expect(await flash(FIRMWARE)).toMatchObject({ kind: 'done' });
    expect(resets()).toBe(3);
    expect(progress.at(-1)).toMatchObject({ block: 5, retries: 2 });
    expect(boot.flash.subarray(0, FIRMWARE.length)).toEqual(FIRMWARE);
  });

  it('gives up where bytes are lost again and again, or nothing can reset it', async () => {
    const lossy = await overRfc2217({ losesWrites: [3, 4, 5] });
    expect(await lossy.flash(FIRMWARE)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/page 3 of 5 .*does not say/) as string,
    });
    const { flash } = await overCable({ losesWrites: [2] });
    expect(await flash(FIRMWARE)).toMatchObject({
      kind: 'failed',
      sentence: expect.stringMatching(/page 2 of 5 .*fell silent/) as string,
    });
  });

  it('says what is left where it is cut', () => {
    const { ifCut, isExperimental } = new Stk500Flasher();
    expect(ifCut).toContain('without working firmware until it is pushed again; the boot loader stays');
    expect(isExperimental).toBe(true);
  });
});
