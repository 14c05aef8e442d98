import { parseIntelHex } from '../intelHex.ts';
import type { AvrChip } from './avrChips.ts';

/** What goes into the flash, whole pages from address 0 on. */
export interface AvrImage {
  format: 'Intel HEX' | 'binary';
  pages: Uint8Array[];
  /** Up to the last byte of the file, without the filling of the last page. */
  sizeBytes: number;
}

export interface ImageProblem {
  problem: string;
  remedy: string;
}

/** HEX of 128 KiB has less than half of it. */
export const MOST_FILE_BYTES = 1_000_000;
const OTHER_FILE =
  'It is the file of another device, or packed: take the one that the maker gives for this way.';
const DAMAGED = 'Download the file again, or build it anew.';

/** Reads a file of firmware for a chip. HEX is known by its first line, or by its name. */
export function avrImageOf(name: string, file: Uint8Array, chip: AvrChip): AvrImage | ImageProblem {
  const roomBytes = chip.flashBytes - chip.bootBytes;
  const text = textOf(file);
  const isHex = /^\s*:[0-9a-f]{8}/i.test(text.slice(0, 200)) || /\.(?:hex|ihx|ihex)$/i.test(name);
  if (isHex) {
    const read = parseIntelHex(text, roomBytes);
    if ('problem' in read) return { problem: read.problem, remedy: DAMAGED };
    if (read.firstAddress > 0) {
      return { problem: 'The file has nothing for address 0, where a chip starts.', remedy: OTHER_FILE };
    }
    return checked(read.bytes, 'Intel HEX', chip.pageBytes);
  }
  if (file.length > roomBytes) {
    const problem = `The file has ${file.length} bytes, but the ${chip.name} has room for ${roomBytes} beside its boot loader.`;
    return { problem, remedy: OTHER_FILE };
  }
  if (file.length === 0) return { problem: 'The file is empty.', remedy: DAMAGED };
  return checked(file, 'binary', chip.pageBytes);
}

/** Firmware of an AVR begins with the vector for the start, a jump (AVR Instruction Set Manual: RJMP, JMP). */
function checked(bytes: Uint8Array, format: AvrImage['format'], pageBytes: number): AvrImage | ImageProblem {
  const [low = 0xff, high = 0xff] = bytes;
  const word = high * 256 + low;
  const isJump = word >> 12 === 0xc || (word & 0xfe_0e) === 0x94_0c;
  if (!isJump) {
    return {
      problem: 'The file does not begin with a jump, as firmware of an AVR does: nothing would start.',
      remedy: OTHER_FILE,
    };
  }
  return { format, pages: pagesOf(bytes, pageBytes), sizeBytes: bytes.length };
}

function pagesOf(bytes: Uint8Array, pageBytes: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / pageBytes) }, (_, at) => {
    const page = new Uint8Array(pageBytes).fill(0xff);
    page.set(bytes.subarray(at * pageBytes, (at + 1) * pageBytes));
    return page;
  });
}

/** `rjmp` to itself all over: a chip that starts with it does nothing, and leaves its outputs off. */
export function holdPage(pageBytes: number): Uint8Array {
  return Uint8Array.from({ length: pageBytes }, (_, at) => (at % 2 === 0 ? 0xff : 0xcf));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
