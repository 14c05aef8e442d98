import { afterAll, describe, expect, it } from 'vitest';
import { An3155Flasher } from '../../../../../electron/core/service-port/transfer/an3155/an3155Flasher.ts';
import type { RomTimes } from '../../../../../electron/core/service-port/transfer/an3155/romLoader.ts';
import type {
  FlashJob,
  FlashOutcome,
  FlashProgress,
} from '../../../../../electron/core/service-port/transfer/flasher.ts';
import { flasherOf } from '../../../../../electron/core/service-port/transfer/flasherOf.ts';
import { startCableDevice } from '../../session/cableDevice.ts';
import { openLine } from '../openLine.ts';
import { createRomDevice, type RomDevice, type RomHabits } from './romDevice.ts';

/** Where an answer is to stay away; everywhere else a busy machine may take its time. */
const QUICK: Partial<RomTimes> = { sync: 400, answer: 400, write: 400, eraseAll: 400 };
const PATIENT: Partial<RomTimes> = { sync: 5_000, answer: 5_000, write: 5_000 };
const CHIP = { name: 'STM32F103', signature: '0410' };
const cleanups: Array<() => Promise<void>> = [];
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Wish {
  habits?: RomHabits;
  chip?: FlashJob['chip'];
  content?: Buffer;
  /** Pulls the cable while WRITE number n is taken. */
  unplugsAt?: number;
  /** Pulls the cable in place of answer number n, from 1. */
  pulledAtAnswer?: number;
  stopsAt?: number;
  isStopped?: boolean;
}

interface Flashed {
  outcome: Promise<FlashOutcome>;
  device: RomDevice;
  progress: FlashProgress[];
  steps: string[];
  formats: string[];
  formatNow: () => string;
  /** How many answers the boot loader has given so far. */
  answers: () => number;
}

function content(sizeBytes: number): Buffer {
  return Buffer.from(Array.from({ length: sizeBytes }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
}

async function flash(wish: Wish = {}): Promise<Flashed> {
  const { content: bytes = content(1000), chip = CHIP } = wish;
  const isQuick = wish.habits?.silentAt !== undefined || wish.habits?.isInSync === true;
  const cable = await startCableDevice();
  const stop = new AbortController();
  if (wish.isStopped === true) stop.abort();
  const onWrite = (count: number): void => {
    if (count === wish.unplugsAt) cable.unplug();
    if (count === wish.stopsAt) stop.abort();
  };
  // A cable that was pulled takes nothing.
  let answers = 0;
  const write = (answer: Uint8Array): void => {
    answers += 1;
    if (answers === wish.pulledAtAnswer) cable.unplug();
    else cable.write(answer).catch(() => undefined);
  };
  const device = createRomDevice(write, { onWrite, ...wish.habits });
  const formats: string[] = [];
  const { line, close } = await openLine(cable.path);
  cleanups.push(() => cable.close(), close);
  cable.onData((came) => {
    formats.push(line.settings.format);
    device.take(came);
  });
  const progress: FlashProgress[] = [];
  const steps: string[] = [];
  const outcome = new An3155Flasher(isQuick ? QUICK : PATIENT).flash({
    line,
    chip,
    signal: stop.signal,
    file: {
      name: 'main.bin',
      sizeBytes: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    },
    onProgress: (one) => progress.push(one),
    onStep: (sentence) => steps.push(sentence),
  });
  outcome.catch(() => undefined);
  const formatNow = (): string => line.settings.format;
  return { outcome, device, progress, steps, formats, formatNow, answers: () => answers };
}

const refused = (sentence: RegExp): unknown =>
  expect.objectContaining({ kind: 'failed', isCancelled: false, sentence: expect.stringMatching(sentence) });

describe.concurrent('firmware into an STM32 by its boot loader', () => {
  for (const size of [1, 256, 257, 1000]) {
    it(`writes ${size} bytes, reads them back and starts them`, async () => {
      const bytes = content(size);
      const flashed = await flash({ content: bytes });
      expect(await flashed.outcome).toEqual({ kind: 'done', proof: 'read-back' });
      const { device, progress, steps, formats } = flashed;
      expect(device.flash.subarray(0, size).equals(bytes)).toBe(true);
      expect(device.flash.subarray(size).every((byte) => byte === 0xff)).toBe(true);
      expect(device.startedAt()).toBe(0x0800_0000);
      const blocks = Math.ceil(size / 256);
      expect(progress.at(-1)).toEqual({ bytes: size, block: blocks, blocks, retries: 0 });
      expect(progress).toHaveLength(blocks);
      expect(steps.join(' ')).toContain('0410h (STM32F1 medium density)');
      expect(new Set(formats)).toEqual(new Set(['8E1']));
      expect(flashed.formatNow()).toBe('8N1');
    });
  }

  it('erases by EXTENDED ERASE where GET lists that', async () => {
    const { outcome, device } = await flash({ habits: { isExtendedErase: true } });
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(device.commands).toContain(0x44);
    expect(device.commands).not.toContain(0x43);
  });

  for (const isExtendedErase of [false, true]) {
    it(`erases only the pages that it needs where their size is known (${isExtendedErase ? 'extended' : 'short'})`, async () => {
      const bytes = content(1500);
      const chip = { ...CHIP, pageBytes: 1024, flashAddress: 0x0800_2000 };
      const { outcome, device } = await flash({ content: bytes, chip, habits: { isExtendedErase } });
      expect(await outcome).toMatchObject({ kind: 'done' });
      expect(device.flash.subarray(0x2000, 0x2000 + 1500).equals(bytes)).toBe(true);
      expect(device.flash.subarray(0, 0x2000).every((byte) => byte === 0xaa)).toBe(true);
      expect(device.flash.subarray(0x2800).every((byte) => byte === 0xaa)).toBe(true);
      expect(device.startedAt()).toBe(0x0800_2000);
    });
  }

  it('finds a boot loader that has measured the rate already', async () => {
    const { outcome } = await flash({ habits: { isInSync: true } });
    expect(await outcome).toMatchObject({ kind: 'done' });
  });

  it('sends a page again that was damaged on the way', async () => {
    const { outcome, progress } = await flash({ habits: { refusesWrites: 2 } });
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(progress.at(-1)?.retries).toBe(2);
  });

  it('is chosen by its name, and experimental', () => {
    expect(flasherOf('an3155').isExperimental).toBe(true);
  });
});

describe.concurrent('a push into an STM32 that fails', () => {
  const before: Array<[string, Wish, RegExp]> = [
    ['another chip', { habits: { chipId: 0x413 } }, /0413h \(STM32F405.*where STM32F103 has 0410h.*Nothing/],
    ['a chip that the profile does not name', { chip: { name: 'STM32' } }, /does not say which.*Nothing/],
    ['a protected chip', { habits: { isProtected: true } }, /protected from reading.*Nothing was erased/],
    ['a file with addresses of its own', { content: Buffer.from(':10000000AA') }, /Intel HEX.*Nothing/],
    [
      'pages that cannot be named',
      { chip: { ...CHIP, pageBytes: 4 }, content: content(1200) },
      /Nothing was erased/,
    ],
    [
      'what stands before the firmware, where all would go',
      { chip: { ...CHIP, flashAddress: 0x0800_2000 } },
      /begins at 08002000h.*Nothing was erased/,
    ],
    [
      'a page in whose middle the firmware begins',
      { chip: { ...CHIP, pageBytes: 1024, flashAddress: 0x0800_2100 } },
      /begins at 08002100h.*Nothing was erased/,
    ],
    ['a device that keeps silent', { habits: { silentAt: 0x00 } }, /does not answer GET/],
  ];
  for (const [name, wish, sentence] of before) {
    it(`erases nothing of ${name}`, async () => {
      const { outcome, device, formatNow } = await flash(wish);
      expect(await outcome).toEqual(refused(sentence));
      expect(device.flash.every((byte) => byte === 0xaa)).toBe(true);
      expect(formatNow()).toBe('8N1');
    });
  }

  const later: Array<[string, Wish, RegExp]> = [
    ['erasing is refused', { habits: { refusesErase: true } }, /refuses ERASE \(NACK\)/],
    ['erasing has no end', { habits: { silentAt: 0x43 } }, /does not answer ERASE/],
    [
      'a page is refused',
      { habits: { refusesWrites: 9 } },
      /At page 1 of 4: .*refuses to write at 08000000h/,
    ],
    ['a page does not read back', { habits: { worn: [600] } }, /At page 3 of 4: .*08000200h is not what/],
    ['the flash is too small', { habits: { sizeBytes: 512 } }, /At page 3 of 4: .*refuses to write/],
    ['writing goes unanswered', { habits: { silentAt: 0x31 } }, /At page 1 of 4: .*does not answer WRITE/],
    ['the start goes unanswered', { habits: { silentAt: 0x21 } }, /does not answer GO/],
  ];
  for (const [name, wish, sentence] of later) {
    it(`says so where ${name}`, async () => {
      const { outcome, device } = await flash(wish);
      expect(await outcome).toEqual(refused(sentence));
      expect(device.startedAt()).toBeUndefined();
    });
  }

  for (const page of [1, 2, 3, 4]) {
    it(`ends at once where the line is lost at page ${page} of 4`, async () => {
      const { outcome, device, progress } = await flash({ unplugsAt: page });
      await expect(outcome).rejects.toMatchObject({ code: 'unavailable' });
      expect(progress).toHaveLength(page - 1);
      expect(device.startedAt()).toBeUndefined();
    });

    it(`stops where it is told to at page ${page} of 4`, async () => {
      const { outcome, device, progress, formatNow } = await flash({ stopsAt: page });
      expect(await outcome).toMatchObject({ kind: 'failed', isCancelled: true });
      expect(progress.length).toBeLessThan(page);
      expect(device.startedAt()).toBeUndefined();
      expect(formatNow()).toBe('8N1');
    });
  }

  it('ends at once wherever the cable is pulled: at every answer of every stage in turn', async () => {
    const bytes = content(300);
    const whole = await flash({ content: bytes });
    expect(await whole.outcome).toMatchObject({ kind: 'done' });
    const answers = whole.answers();
    const places = Array.from({ length: answers }, (_, index) => index + 1);
    const cut = await Promise.all(
      places.map(async (pulledAtAnswer) => {
        const { outcome, device } = await flash({ content: bytes, pulledAtAnswer });
        const code = await outcome.catch((error: unknown) => error);
        return [code, device.startedAt() === undefined];
      }),
    );
    const lost = expect.objectContaining({ code: 'unavailable' }) as unknown;
    // Only what stands in the flash whole, and compared, is ever started.
    expect(cut).toEqual(places.map((place) => [lost, place < answers]));
  });

  it('sends nothing where it was stopped before', async () => {
    const { outcome, device } = await flash({ isStopped: true });
    expect(await outcome).toMatchObject({ kind: 'failed', isCancelled: true });
    expect(device.commands).toEqual([]);
  });

  it('ends at once where the line is lost while it waits for an answer', async () => {
    const cable = await startCableDevice();
    const { line, close } = await openLine(cable.path);
    cleanups.push(() => cable.close(), close);
    cable.onData(() => cable.unplug());
    const file = { name: 'main.bin', sizeBytes: 4, read: () => Promise.resolve(content(4)) };
    const flashing = new An3155Flasher({ sync: 60_000 }).flash({
      line,
      file,
      chip: CHIP,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onStep: () => undefined,
    });
    await expect(flashing).rejects.toMatchObject({ code: 'unavailable' });
  });
});
