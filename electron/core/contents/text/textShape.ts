import type { ContentEncoding } from '../../../../shared/files/contents/contentKind.ts';

/** How the lines of a file are found. */
export interface TextShape {
  encoding: ContentEncoding;
  /** Bytes of the byte order mark, where the first line begins. */
  startBytes: number;
  /** What ends a line: LF (also of CRLF), or CR where a file has nothing else. */
  lineEnd: 'LF' | 'CR';
  /** Of a table: line ends inside quotes do not end a row. */
  separator?: string;
}

/** A place where a line begins. Lines count from 1. */
export interface LineMark {
  line: number;
  offset: number;
}

/** A mark stands at least after so many lines, or so many bytes: to find a line, no more than that is read. */
export const MARK_LINES = 256;
export const MARK_BYTES = 64 * 1024;

export function unitBytes({ encoding }: TextShape): 1 | 2 {
  return encoding === 'UTF-16LE' || encoding === 'UTF-16BE' ? 2 : 1;
}

const CODES = { LF: 10, CR: 13 } as const;

/**
 * The place behind the next line end at or after `from`, or -1. `from` is the place of a whole character. Both bytes of a UTF-16 unit
 * have to fit: 0x0A is half of many letters.
 */
export function nextLineStart(bytes: Buffer, from: number, shape: TextShape): number {
  const code = CODES[shape.lineEnd];
  if (unitBytes(shape) === 1) {
    const at = bytes.indexOf(code, from);
    return at < 0 ? -1 : at + 1;
  }
  const low = shape.encoding === 'UTF-16LE' ? 0 : 1;
  for (let at = bytes.indexOf(code, from + low); at >= 0; at = bytes.indexOf(code, at + 1)) {
    const unit = at - low;
    if ((unit - from) % 2 === 0 && unit + 1 < bytes.length && bytes[unit + 1 - low] === 0) return unit + 2;
  }
  return -1;
}

/** How long a line is without its line end. */
export function withoutLineEnd(line: Buffer, shape: TextShape): Buffer {
  const unit = unitBytes(shape);
  let end = line.length;
  for (const code of shape.lineEnd === 'LF' ? [10, 13] : [13]) {
    if (end >= unit && unitAt(line, end - unit, shape) === code) end -= unit;
  }
  return line.subarray(0, end);
}

function unitAt(bytes: Buffer, at: number, { encoding }: TextShape): number {
  if (encoding === 'UTF-16LE') return bytes.readUInt16LE(at);
  if (encoding === 'UTF-16BE') return bytes.readUInt16BE(at);
  return bytes[at] ?? 0;
}
