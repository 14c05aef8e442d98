import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openTransport } from '../../../../electron/core/service-port/transport/openTransport.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import { ALL_BYTES, Collected } from './collected.ts';

/** Debian's Python, which has its packages; one that comes first on the path may lack them. */
const PYTHON = '/usr/bin/python3';
const HAS_PYSERIAL = ((): boolean => {
  try {
    execFileSync(PYTHON, ['-c', 'import serial.rfc2217'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!HAS_PYSERIAL)(
  `RFC 2217 with pyserial${HAS_PYSERIAL ? '' : ' (skipped: there is no python3-serial)'}`,
  () => {
    it('agrees on the line, its signals and every byte value', async () => {
      const server = spawn(PYTHON, [join(import.meta.dirname, 'pyserialServer.py')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(server, 'exit');
      const lines: string[] = [];
      const reader = createInterface({ input: server.stdout });
      const [port] = (await once(reader, 'line')) as [string];
      reader.on('line', (line) => lines.push(line));
      const transport = await openTransport(`rfc2217://127.0.0.1:${port}`, {
        ...DEFAULT_LINE,
        baud: 19_200,
        format: '8E2',
      });
      const collected = new Collected(transport);
      transport.onBanner((banner) => expect(banner).toBeUndefined());
      await expect.poll(() => lines.at(-1)).toBe('19200 8 E 2 True True');
      await transport.write(ALL_BYTES);
      expect(await collected.atLeast(256)).toEqual(Buffer.from(ALL_BYTES));

      expect(await transport.setSignals({ rts: false, dtr: true })).toBe(true);
      await expect.poll(() => lines.at(-1)).toBe('19200 8 E 2 True False');
      // A loop: CTS follows RTS, DSR follows DTR.
      await expect.poll(() => transport.signals()).toMatchObject({ cts: false, dsr: true });
      await transport.setLine({ ...DEFAULT_LINE, baud: 57_600 });
      await expect.poll(() => lines.at(-1)).toBe('57600 8 N 1 True True');
      await transport.close();
      expect(collected.ends).toEqual([undefined]);
      expect(await exited).toEqual([0, null]);
    });
  },
);
