import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseIntelHex } from '../../../../shared/service-port/flash/intelHex.ts';
import { avrdude, AVRDUDE_NOTE, HAS_AVRDUDE, ptyTo } from './avrdude.ts';
import { overCable } from './flashBench.ts';
import { avrFirmware, hexFile } from './hexFile.ts';

const FIRMWARE = avrFirmware(1000);

describe.skipIf(!HAS_AVRDUDE)(`the simulated optiboot against avrdude${AVRDUDE_NOTE}`, () => {
  // Side by side: avrdude waits for quiet at each step.
  it('is for avrdude what it is for us: what one writes the other finds', async () => {
    const [theirs, ours] = await Promise.all([writtenByAvrdude(), writtenByUs()]);
    expect(Buffer.compare(ours.flash, theirs.flash)).toBe(0);
    expect(Buffer.from(ours.read).equals(FIRMWARE)).toBe(true);
  });
});

async function writtenByAvrdude(): Promise<{ flash: Uint8Array }> {
  const { boot, cable } = await overCable();
  const { path, folder } = await ptyTo(Number(new URL(cable.path).port));
  const file = join(folder, 'new.hex');
  writeFileSync(file, hexFile(FIRMWARE));
  const { code, said } = await avrdude(path, [`flash:w:${file}:i`]);
  expect(said).toContain('1000 bytes of flash verified');
  expect(code).toBe(0);
  return boot;
}

/** With what avrdude reads of it, by the HEX that it writes. */
async function writtenByUs(): Promise<{ flash: Uint8Array; read: Uint8Array }> {
  const { boot, cable, flash } = await overCable();
  expect(await flash(Buffer.from(hexFile(FIRMWARE)), 'new.hex')).toMatchObject({ kind: 'done' });
  await expect.poll(() => boot.isListening).toBe(false);
  boot.reset();
  const { path, folder } = await ptyTo(Number(new URL(cable.path).port));
  const file = join(folder, 'read.hex');
  const { code, said } = await avrdude(path, [`flash:r:${file}:i`]);
  expect(code, said).toBe(0);
  const read = parseIntelHex(readFileSync(file, 'latin1'), 32_768);
  if ('problem' in read) throw new Error(read.problem);
  return { flash: boot.flash, read: read.bytes.subarray(0, 1000) };
}
