import { describe, expect, it } from 'vitest';
import { avrChipOf, type AvrChip } from '../../../../shared/service-port/flash/stk500/avrChips.ts';
import { avrImageOf, type AvrImage } from '../../../../shared/service-port/flash/stk500/avrImage.ts';
import {
  getParameter,
  getSync,
  loadAddress,
  progPage,
  readPage,
  setDevice,
} from '../../../../shared/service-port/flash/stk500/stk500Commands.ts';
import { avrFirmware, hexFile } from '../../../core/service-port/flash/hexFile.ts';

function chip(signature = '1E950F'): AvrChip {
  const known = avrChipOf(signature);
  if (known === undefined) throw new Error('Unknown.');
  return known;
}

function image(name: string, file: Uint8Array): AvrImage {
  const read = avrImageOf(name, file, chip());
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

describe('firmware for an AVR', () => {
  it('is cut into whole pages, the same from HEX and from binary', () => {
    const bytes = avrFirmware(300);
    const binary = image('x.bin', bytes);
    const hex = image('x.hex', Buffer.from(hexFile(bytes)));
    expect(binary).toMatchObject({ format: 'binary', sizeBytes: 300 });
    expect(hex).toMatchObject({ format: 'Intel HEX', sizeBytes: 300 });
    expect(hex.pages).toEqual(binary.pages);
    expect(binary.pages.map(({ length }) => length)).toEqual([128, 128, 128]);
    expect(binary.pages[2]?.subarray(44).every((byte) => byte === 0xff)).toBe(true);
  });

  it('is known as HEX by its text where the name says otherwise', () => {
    expect(image('x.bin', Buffer.from(hexFile(avrFirmware(10)))).format).toBe('Intel HEX');
  });

  it('may be as large as the room beside the boot loader, and no larger', () => {
    expect(image('x.bin', avrFirmware(32_256)).pages).toHaveLength(252);
    const more = avrFirmware(32_257);
    for (const [name, file] of [
      ['x.bin', more],
      ['x.hex', Buffer.from(hexFile(more))],
    ] as const) {
      expect(avrImageOf(name, file, chip())).toMatchObject({
        problem: expect.stringContaining('room') as string,
      });
    }
  });

  const refused: Record<string, [string, Uint8Array, RegExp]> = {
    'an empty file': ['x.bin', new Uint8Array(), /empty/],
    'another binary': ['x.bin', Buffer.from('\u007FELF, or a picture'), /jump/],
    'a text that is named HEX': ['x.hex', Buffer.from('Not found'), /Line 1 does not begin with a colon/],
    'HEX for another address': ['x.hex', Buffer.from(hexFile(avrFirmware(64), 0x7000)), /address 0/],
  };
  for (const [what, [name, file, says]] of Object.entries(refused)) {
    it(`is not ${what}`, () => {
      expect(avrImageOf(name, file, chip())).toMatchObject({
        problem: expect.stringMatching(says) as string,
      });
    });
  }
});

describe('commands of STK500', () => {
  it('are those of AVR061', () => {
    const hex = ({ bytes }: { bytes: Uint8Array }): string => Buffer.from(bytes).toString('hex');
    expect(hex(getSync())).toBe('3020');
    expect(hex(getParameter('major'))).toBe('418120');
    expect(hex(loadAddress(0x0880))).toBe('55400420');
    expect(hex(loadAddress(0x1_ff_00))).toBe('5580ff20');
    expect(hex(progPage(Uint8Array.of(1, 2)))).toBe('64000246010220');
    expect(hex(readPage(256))).toBe('7401004620');
    expect(setDevice(128, 32_768).bytes).toHaveLength(22);
  });
});
