import type { ConsoleLine } from './consoleLine.ts';

/** How the lines of a console are cut into rows of the screen. */
export interface RowCut {
  form: 'text' | 'hex' | 'mixed';
  /** Bytes of a row; of text its columns. */
  perRow: number;
  /** As many times that stands in a row that goes on with a line: it may have more room than the first one. Absent: once. */
  restTimes?: number;
}

/** A tab of a terminal, in columns. */
const TAB = 8;
const ESCAPE = 0x1b;

/** Where the row ends that begins with byte `start`: always behind it, and in text never within a character or a sequence of a terminal. */
export function rowEnd(line: ConsoleLine, start: number, { form, perRow, restTimes = 1 }: RowCut): number {
  const room = start === 0 ? perRow : perRow * restTimes;
  if (form !== 'text') return Math.min(line.length, start + room);
  let columns = 0;
  let at = start;
  while (at < line.length) {
    // Most of it: nothing is made for each letter.
    if (isBetween(line.bytes[at], 0x20, 0x7e)) {
      if (columns >= room) return at;
      columns += 1;
      at += 1;
      continue;
    }
    const { end, width } = nextChar(line, at, columns);
    if (width > 0 && columns + width > room && at > start) return at;
    columns += width;
    at = end;
  }
  return at;
}

/** What is drawn next: where it ends, and how many columns it takes. */
function nextChar(line: ConsoleLine, at: number, columns: number): { end: number; width: number } {
  const byte = line.bytes[at] ?? 0;
  if (byte === ESCAPE) return nextSequence(line, at);
  if (byte === 13 || byte === 10) return { end: at + 1, width: 0 };
  if (byte === 9) return { end: at + 1, width: TAB - (columns % TAB) };
  let end = at + 1;
  if (byte >= 0xc0)
    while (end < line.length && end < at + 4 && ((line.bytes[end] ?? 0) & 0xc0) === 0x80) end += 1;
  // From here on there are the scripts and pictures that take two columns.
  return { end, width: byte >= 0xe3 ? 2 : 1 };
}

/** A sequence that a terminal obeys is not drawn (ECMA-48 §5.4); an escape that begins none is. */
function nextSequence(line: ConsoleLine, at: number): { end: number; width: number } {
  const second = line.bytes[at + 1] ?? 0;
  if (second !== 0x5b)
    return isBetween(second, 0x40, 0x5f) ? { end: at + 2, width: 0 } : { end: at + 1, width: 1 };
  let end = at + 2;
  // Parameters and intermediate bytes, then the final one.
  while (end < line.length && isBetween(line.bytes[end], 0x20, 0x3f)) end += 1;
  return { end: Math.min(line.length, end + 1), width: 0 };
}

function isBetween(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}
