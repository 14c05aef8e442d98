import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { MARK_BYTES, MARK_LINES, unitBytes, type LineMark, type TextShape } from './textShape.ts';

const PIECE_BYTES = 1024 * 1024;
/** A quote that is never closed must not swallow the table. */
const LONGEST_ROW_BYTES = 1024 * 1024;
const QUOTE = 0x22;

/** What became known since the last time. `lines` are all that have begun so far. */
export interface CountedLines {
  marks: LineMark[];
  lines: number;
  share: number;
}

/**
 * Goes once through a file and tells where lines begin, sparsely: memory does not depend on the file. Every line that is longer than
 * `MARK_BYTES` has a mark at its end.
 */
export function countLines(path: string, shape: TextShape, tell: (counted: CountedLines) => void): number {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const scan = new LineScan(shape);
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let at = shape.startBytes;
    for (;;) {
      const length = readSync(file, piece, 0, PIECE_BYTES, at);
      if (length === 0) break;
      scan.take(piece.subarray(0, length), at);
      at += length;
      tell({ marks: scan.takeMarks(), lines: scan.lines, share: size === 0 ? 1 : Math.min(1, at / size) });
    }
    const lines = scan.linesAt(at);
    tell({ marks: scan.takeMarks(), lines, share: 1 });
    return lines;
  } finally {
    closeSync(file);
  }
}

/** The rows of a part of a table that begins and ends with a row: line ends inside quotes do not count. */
export function cutRows(part: Buffer, shape: TextShape): Buffer[] {
  const rows: Buffer[] = [];
  let from = 0;
  const scan = new LineScan({ ...shape, startBytes: 0 }, (start) => {
    rows.push(part.subarray(from, start));
    from = start;
  });
  scan.take(part, 0);
  return from < part.length ? [...rows, part.subarray(from)] : rows;
}

class LineScan {
  readonly #shape: TextShape;
  readonly #each: ((start: number) => void) | undefined;
  readonly #code: number;
  readonly #separator: number;
  #marks: LineMark[];
  #last: LineMark;
  /** The line that is being read, and where it began. */
  #line = 1;
  #start: number;
  #isQuoted = false;
  /** The byte before, for quotes: one at the beginning of a cell opens. */
  #before: number;

  constructor(shape: TextShape, each?: (start: number) => void) {
    this.#shape = shape;
    this.#each = each;
    this.#code = shape.lineEnd === 'LF' ? 10 : 13;
    this.#separator = shape.separator?.charCodeAt(0) ?? -1;
    this.#before = this.#separator;
    this.#start = shape.startBytes;
    this.#last = { line: 1, offset: shape.startBytes };
    this.#marks = [this.#last];
  }

  /** Lines that are whole. */
  get lines(): number {
    return this.#line - 1;
  }

  /** All lines, where the file ends: also a last one without a line end. */
  linesAt(end: number): number {
    return this.#start < end ? this.#line : this.#line - 1;
  }

  takeMarks(): LineMark[] {
    const marks = this.#marks;
    this.#marks = [];
    return marks;
  }

  take(piece: Buffer, offset: number): void {
    if (unitBytes(this.#shape) === 2) this.#takeWide(piece, offset);
    else if (this.#separator >= 0) this.#takeTable(piece, offset);
    else this.#takePlain(piece, offset);
  }

  #takePlain(piece: Buffer, offset: number): void {
    const code = this.#code;
    for (let at = piece.indexOf(code); at >= 0; at = piece.indexOf(code, at + 1)) this.#next(offset + at + 1);
  }

  #takeWide(piece: Buffer, offset: number): void {
    const low = this.#shape.encoding === 'UTF-16LE' ? 0 : 1;
    for (let at = 0; at + 1 < piece.length; at += 2) {
      if (piece[at + low] === this.#code && piece[at + 1 - low] === 0) this.#next(offset + at + 2);
    }
  }

  #takeTable(piece: Buffer, offset: number): void {
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (byte === QUOTE) {
        // A doubled quote closes and opens again, which comes to the same.
        const opens =
          this.#before === this.#separator || this.#before === this.#code || this.#before === QUOTE;
        if (this.#isQuoted || opens) this.#isQuoted = !this.#isQuoted;
      } else if (byte === this.#code) {
        const isTooLong = offset + at - this.#start > LONGEST_ROW_BYTES;
        if (!this.#isQuoted || isTooLong) {
          this.#isQuoted = false;
          this.#next(offset + at + 1);
        }
      }
      this.#before = byte;
    }
  }

  #next(start: number): void {
    this.#line += 1;
    this.#start = start;
    this.#each?.(start);
    const { line, offset } = this.#last;
    if (this.#line - line < MARK_LINES && start - offset < MARK_BYTES) return;
    this.#last = { line: this.#line, offset: start };
    this.#marks.push(this.#last);
  }
}
