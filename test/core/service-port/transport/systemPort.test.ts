import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openTransport } from '../../../../electron/core/service-port/transport/openTransport.ts';
import { portFailureOf } from '../../../../electron/core/service-port/transport/portError.ts';
import type { Transport } from '../../../../electron/core/service-port/transport/transport.ts';
import { DEFAULT_LINE, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortBanner } from '../../../../shared/service-port/portState.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice, type PtyDevice } from '../ptyDevice.ts';
import { ALL_BYTES, Collected, take } from './collected.ts';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function device(): Promise<PtyDevice> {
  const pty = await startPtyDevice();
  cleanups.push(() => pty.unplug());
  return pty;
}

async function opened(path: string, line: Partial<LineSettings> = {}): Promise<Transport> {
  const transport = await openTransport(path, { ...DEFAULT_LINE, ...line });
  cleanups.push(() => transport.close());
  return transport;
}

/** How the kernel has the line, as `stty` prints it. */
function stty(path: string): string {
  return execFileSync('stty', ['-F', path, '-a'], { encoding: 'utf8' });
}

describe.skipIf(!HAS_SOCAT)(`a serial port on a pty${SOCAT_NOTE}`, () => {
  it('carries every byte value both ways', async () => {
    const pty = await device();
    const transport = await opened(pty.path);
    const collected = new Collected(transport);
    pty.out.write(ALL_BYTES);
    expect(await collected.atLeast(256)).toEqual(Buffer.from(ALL_BYTES));
    await transport.write(ALL_BYTES);
    expect(await take(pty.in, 256)).toEqual(Buffer.from(ALL_BYTES));
  });

  it('works without modem lines, and says that there are none', async () => {
    const transport = await opened((await device()).path, { dtr: false });
    expect(await transport.setSignals({ dtr: false, rts: true })).toBe(false);
    expect(await transport.setSignals({ isBreak: true })).toBe(false);
    expect(await transport.signals()).toEqual({});
    const banners: PortBanner[] = [];
    transport.onBanner((banner) => banners.push(banner));
    expect(banners).toEqual([]);
  });

  it('takes another rate and format while it is open, and keeps its lock', async () => {
    const pty = await device();
    const transport = await opened(pty.path, { baud: 9600 });
    const collected = new Collected(transport);
    expect(stty(pty.path)).toContain('speed 9600 baud');
    await transport.setLine({ ...DEFAULT_LINE, baud: 921_600 });
    expect(stty(pty.path)).toContain('speed 921600 baud');
    await transport.setLine({ ...DEFAULT_LINE, baud: 12_345 });
    await transport.setLine({ ...DEFAULT_LINE, baud: 19_200, format: '8E2', flowControl: 'xon-xoff' });
    expect(stty(pty.path)).toMatch(/speed 19200 baud[^]* cstopb[^]* ixon ixoff/);
    await expect(openTransport(pty.path, DEFAULT_LINE)).rejects.toMatchObject({ code: 'busy' });
    pty.out.write('still here');
    expect((await collected.atLeast(10)).toString()).toBe('still here');
    expect(collected.ends).toEqual([]);
  });

  it('refuses what the system cannot do, and stays open', async () => {
    const pty = await device();
    const transport = await opened(pty.path);
    await expect(transport.setLine({ ...DEFAULT_LINE, format: '8M1' })).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining('115200 8M1') as string,
    });
    await expect(openTransport(pty.path, { ...DEFAULT_LINE, format: '7S1' })).rejects.toMatchObject({
      failure: { cause: 'unsupported-setting' },
    });
    await transport.write(Buffer.from('x'));
    expect((await take(pty.in, 1)).toString()).toBe('x');
  });

  it('is gone at once when it is unplugged while nothing is sent', async () => {
    const pty = await device();
    const collected = new Collected(await opened(pty.path));
    await pty.unplug();
    expect(await collected.end()).toMatchObject({ cause: 'gone' });
  });

  it('ends what is being written when it is unplugged, and tells its end once', async () => {
    const pty = await device();
    const transport = await opened(pty.path);
    const collected = new Collected(transport);
    // Nobody takes it at the other end: the pty and the pipe behind it fill, and the write waits.
    const writing = transport.write(new Uint8Array(4_000_000));
    const waiting = transport.write(Buffer.from('behind it'));
    const outcome = Promise.allSettled([writing, waiting]);
    await pty.unplug();
    expect(await outcome).toMatchObject([
      { status: 'rejected', reason: { code: 'unavailable', failure: { cause: 'gone' } } },
      { status: 'rejected', reason: { code: 'unavailable' } },
    ]);
    await expect(transport.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'unavailable' });
    await expect(transport.setLine({ ...DEFAULT_LINE, baud: 9600 })).rejects.toMatchObject({
      code: 'unavailable',
    });
    await transport.close();
    await transport.close();
    expect(collected.ends).toMatchObject([{ cause: 'gone' }]);
  });

  it('is closed by us without a failure, any number of times, and can be opened again', async () => {
    const pty = await device();
    const transport = await opened(pty.path);
    const collected = new Collected(transport);
    await Promise.all([transport.close(), transport.close()]);
    await transport.close();
    expect(collected.ends).toEqual([undefined]);
    const again = await opened(pty.path);
    await again.write(Buffer.from('back'));
    expect((await take(pty.in, 4)).toString()).toBe('back');
  });

  it('brings a megabyte through to a slow reader, and one that pauses loses nothing', async () => {
    const pty = await device();
    const transport = await opened(pty.path);
    const collected = new Collected(transport);
    const megabyte = Buffer.alloc(1_048_576, Buffer.from(ALL_BYTES));
    transport.pause();
    pty.out.write(megabyte);
    for (let step = 1; step <= 8; step += 1) {
      transport.resume();
      await collected.atLeast(Math.min(megabyte.length, step * 100_000));
      transport.pause();
    }
    transport.resume();
    expect((await collected.atLeast(megabyte.length)).equals(megabyte)).toBe(true);
    const sent = transport.write(megabyte);
    expect((await take(pty.in, megabyte.length)).equals(megabyte)).toBe(true);
    await sent;
  });
});

describe.skipIf(!HAS_SOCAT)(`a port that somebody has${SOCAT_NOTE}`, () => {
  it('is named with its program', async () => {
    const pty = await device();
    const holder = spawn('flock', [pty.path, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
    holder.stdin.write('locked');
    await once(holder.stdout, 'data');
    const refusal = await openTransport(pty.path, DEFAULT_LINE).catch(portFailureOf);
    expect(refusal).toMatchObject({
      cause: 'busy',
      sentence: expect.stringMatching(/is in use by (flock|cat) \(process \d+\)/) as string,
      remedy: expect.stringMatching(/^Close (flock|cat)/) as string,
    });
    const exited = once(holder, 'exit');
    holder.stdin.end();
    await exited;
    const transport = await opened(pty.path);
    expect(await openTransport(pty.path, DEFAULT_LINE).catch(portFailureOf)).toMatchObject({
      cause: 'busy',
      sentence: expect.stringContaining('this Kerbside') as string,
    });
    await transport.close();
  });
});

describe('what cannot be opened', () => {
  it('a port that is not there', async () => {
    await expect(openTransport('/dev/ttyKERBSIDE9', DEFAULT_LINE)).rejects.toMatchObject({
      code: 'not-found',
      failure: { cause: 'gone', remedy: expect.stringContaining('plugged in') as string },
    });
  });

  it('a file and a folder are no serial ports', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kerbside-port-'));
    cleanups.push(() => Promise.resolve(rmSync(folder, { recursive: true })));
    const file = join(folder, 'notes.txt');
    writeFileSync(file, '');
    for (const path of [file, folder, '/dev/null']) {
      await expect(openTransport(path, DEFAULT_LINE)).rejects.toMatchObject({
        code: 'invalid-params',
        message: `${path} is not a serial port.`,
      });
    }
  });

  it('an opening that was given up before it began', async () => {
    const reason = new Error('not any more');
    const signal = AbortSignal.abort(reason);
    await expect(openTransport('/dev/ttyKERBSIDE9', DEFAULT_LINE, { signal })).rejects.toBe(reason);
  });
});
