import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { HAS_SOCAT, startPtyDevice } from '../../ptyDevice.ts';
import { createRomDevice, type RomHabits } from './romDevice.ts';

const HAS_STM32FLASH = HAS_SOCAT && isThere();
const NOTE = HAS_STM32FLASH ? '' : ' (skipped: there is no stm32flash or no socat)';
const run = promisify(execFile);

function isThere(): boolean {
  try {
    execFileSync('which', ['stm32flash'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Whether the device of the flasher's tests is one that the tool of the trade knows. */
describe.skipIf(!HAS_STM32FLASH).concurrent(`stm32flash and the simulated boot loader${NOTE}`, () => {
  const ways: Array<[string, RomHabits]> = [
    ['ERASE', { chipId: 0x410 }],
    ['EXTENDED ERASE', { chipId: 0x413, isExtendedErase: true, pageBytes: 16_384, sizeBytes: 1_048_576 }],
  ];
  for (const [name, habits] of ways) {
    it(`writes, verifies, starts and reads back with ${name}`, async () => {
      const pty = await startPtyDevice();
      try {
        const device = createRomDevice((bytes) => pty.out.write(bytes), habits);
        pty.in.on('data', (bytes: Buffer) => device.take(bytes));
        const folder = dirname(pty.path);
        const content = Buffer.from(Array.from({ length: 3001 }, (_, at) => (at * 13) & 0xff));
        writeFileSync(join(folder, 'in.bin'), content);
        // A pseudo terminal has no parity.
        const way = ['-m', '8n1', '-b', '115200'];
        const file = join(folder, 'in.bin');
        const { stdout } = await run('stm32flash', [...way, '-w', file, '-v', '-g', '0x8000000', pty.path]);
        expect(stdout).toMatch(/Wrote and verified/);
        expect(device.flash.subarray(0, content.length).equals(content)).toBe(true);
        expect(device.startedAt()).toBe(0x0800_0000);
        const out = join(folder, 'out.bin');
        await run('stm32flash', [...way, '-r', out, '-S', '0x8000000:3001', pty.path]);
        expect(readFileSync(out).subarray(0, content.length).equals(content)).toBe(true);
      } finally {
        await pty.unplug();
      }
    });
  }
});
