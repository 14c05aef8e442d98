import { describe, expect, it } from 'vitest';
import { parseIntelHex, type HexImage } from '../../../../shared/service-port/flash/intelHex.ts';
import { avrFirmware, hexFile, hexRecord } from '../../../core/service-port/flash/hexFile.ts';

const END = ':00000001FF';

function image(lines: readonly string[], limit = 0x8000): HexImage {
  const read = parseIntelHex(lines.join('\n'), limit);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

describe('Intel HEX', () => {
  it('is read whole, with any line end, in either case, and Ctrl-Z behind it', () => {
    const bytes = avrFirmware(1000);
    const text = hexFile(bytes);
    for (const written of [
      text,
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', '\r'),
      text.toLowerCase(),
    ]) {
      expect(parseIntelHex(`${written}\u001A`, 0x8000)).toEqual({ bytes, dataBytes: 1000, firstAddress: 0 });
    }
  });

  it('reads the example that everybody prints', () => {
    const { bytes } = image([
      ':10010000214601360121470136007EFE09D2190140',
      ':100110002146017E17C20001FF5F16002148011928',
      END,
    ]);
    expect(bytes.length).toBe(0x120);
    expect([...bytes.subarray(0x100, 0x104)]).toEqual([0x21, 0x46, 0x01, 0x36]);
  });

  it('fills gaps with FF, takes records in any order, and empty ones', () => {
    const { bytes, dataBytes, firstAddress } = image([
      hexRecord(0, 8, [4, 5]),
      hexRecord(0, 2, [1, 2]),
      hexRecord(0, 0, []),
      END,
    ]);
    expect([...bytes]).toEqual([255, 255, 1, 2, 255, 255, 255, 255, 4, 5]);
    expect({ dataBytes, firstAddress }).toEqual({ dataBytes: 4, firstAddress: 2 });
  });

  it('knows segments and upper addresses, and passes over where to start', () => {
    const { bytes } = image(
      [
        hexRecord(2, 0, [0x10, 0x00]),
        hexRecord(0, 1, [7]),
        hexRecord(4, 0, [0, 1]),
        hexRecord(0, 2, [8]),
        hexRecord(3, 0, [0, 0, 0, 0]),
        hexRecord(5, 0, [0, 0, 0, 0]),
        END,
      ],
      0x2_00_00,
    );
    expect(bytes.length).toBe(0x1_00_03);
    expect([bytes[0x1_00_01], bytes[0x1_00_02]]).toEqual([7, 8]);
  });

  const data = hexRecord(0, 0, [1, 2, 3, 4]);
  const refused: Record<string, { lines: string[]; line: number; says: RegExp }> = {
    'a text': { lines: ['<html>', END], line: 1, says: /colon/ },
    'another sign': { lines: [data, ':0000000G', END], line: 2, says: /Line 2 .*digit/ },
    'half a byte': { lines: [data.slice(0, -1), END], line: 1, says: /odd/ },
    'a wrong sum': { lines: [data.replace('02', '03'), END], line: 1, says: /check sum/ },
    'a record that is cut': { lines: [data.slice(0, -2), END], line: 1, says: /says 4/ },
    'a colon alone': { lines: [':', END], line: 1, says: /0 bytes/ },
    'an unknown type': { lines: [hexRecord(6, 0, []), END], line: 1, says: /type 0x06/ },
    'a type with a wrong length': { lines: [hexRecord(4, 0, [1]), END], line: 1, says: /1 bytes/ },
    'an address that is written twice': {
      lines: [data, '', hexRecord(0, 3, [4]), END],
      line: 3,
      says: /Line 3 writes address 0x0003, which line 1/,
    },
    'data behind the memory': { lines: [hexRecord(0, 0x7fff, [1, 2]), END], line: 1, says: /up to 0x7FFF/ },
    'data far behind it': { lines: [hexRecord(4, 0, [0xff, 0xff]), data, END], line: 2, says: /0xFFFF0003/ },
    'data over the end of a segment': {
      lines: [hexRecord(2, 0, [0, 0]), hexRecord(0, 0xffff, [1, 2]), END],
      line: 2,
      says: /segment/,
    },
    'more after the end': { lines: [data, END, data], line: 3, says: /end of the file in line 2/ },
    'a file without its end': { lines: [data], line: 0, says: /cut off/ },
    'a file without data': { lines: [END], line: 0, says: /no data/ },
  };
  for (const [what, { lines, line, says }] of Object.entries(refused)) {
    it(`refuses ${what}, and names the line`, () => {
      expect(parseIntelHex(lines.join('\n'), 0x8000)).toEqual({
        line,
        problem: expect.stringMatching(says) as string,
      });
    });
  }
});
