import { open, type FileHandle } from 'node:fs/promises';
import type { LineMarks } from './lineMarks.ts';
import { nextLineStart, withoutLineEnd, type TextShape } from './textShape.ts';

/** A line as it stands in the file, without its line end. */
export interface RawLine {
  line: number;
  offset: number;
  /** At most `limitBytes` of it. */
  bytes: Buffer;
  /** The whole of it. */
  sizeBytes: number;
}

const WINDOW_BYTES = 128 * 1024;

/** Reads lines by their numbers, wherever they are in the file. */
export class LineReader {
  readonly #path: string;
  readonly #shape: TextShape;
  readonly #marks: LineMarks;
  readonly #sizeBytes: number;

  constructor(
    path: string,
    { shape, marks, sizeBytes }: { shape: TextShape; marks: LineMarks; sizeBytes: number },
  ) {
    this.#path = path;
    this.#shape = shape;
    this.#marks = marks;
    this.#sizeBytes = sizeBytes;
  }

  /** Lines `from` to `from + count - 1`, at most `limitBytes` of each; fewer at the end of what is counted. */
  async read(from: number, count: number, limitBytes: number): Promise<RawLine[]> {
    const last = Math.min(from + count - 1, this.#marks.count);
    const mark = this.#marks.before(from);
    if (mark === undefined || from > last) return [];
    const file = await open(this.#path, 'r');
    try {
      return await this.#walk(file, { at: mark.offset, line: mark.line, from, last, limitBytes });
    } finally {
      await file.close();
    }
  }

  /** Bytes of the file as they are. */
  async bytes(offset: number, count: number): Promise<Buffer> {
    const file = await open(this.#path, 'r');
    try {
      return await readAt(file, offset, Math.max(0, Math.min(count, this.#sizeBytes - offset)));
    } finally {
      await file.close();
    }
  }

  async #walk(
    file: FileHandle,
    wish: { at: number; line: number; from: number; last: number; limitBytes: number },
  ): Promise<RawLine[]> {
    const lines: RawLine[] = [];
    let { at, line } = wish;
    let window: Buffer = Buffer.alloc(0);
    let windowAt = at;
    while (line <= wish.last) {
      let next = nextLineStart(window, at - windowAt, this.#shape);
      if (next < 0) {
        window = await readAt(file, at, Math.max(WINDOW_BYTES, wish.limitBytes));
        windowAt = at;
        next = nextLineStart(window, 0, this.#shape);
      }
      const end = next < 0 ? await this.#farEnd(file, line, at, window.length) : windowAt + next;
      const isWanted = line >= wish.from;
      if (isWanted) lines.push(this.#rawLine(line, at, window.subarray(at - windowAt), end, wish.limitBytes));
      if (end >= windowAt + window.length) window = Buffer.alloc(0);
      if (end >= this.#sizeBytes) break;
      at = end;
      if (window.length === 0) windowAt = at;
      line += 1;
    }
    return lines;
  }

  /** Where a line ends that is longer than a window: at the next mark, or it is looked for. */
  async #farEnd(file: FileHandle, line: number, at: number, looked: number): Promise<number> {
    const next = this.#marks.afterOffset(at);
    if (next?.line === line + 1) return next.offset;
    if (next === undefined && this.#marks.isCounted && line === this.#marks.count) return this.#sizeBytes;
    for (let place = at + looked; place < this.#sizeBytes;) {
      const piece = await readAt(file, place, WINDOW_BYTES * 8);
      if (piece.length === 0) break;
      const found = nextLineStart(piece, 0, this.#shape);
      if (found >= 0) return place + found;
      place += piece.length;
    }
    return this.#sizeBytes;
  }

  #rawLine(line: number, offset: number, window: Buffer, end: number, limitBytes: number): RawLine {
    const whole = end - offset;
    if (whole <= window.length) {
      const text = withoutLineEnd(window.subarray(0, whole), this.#shape);
      return { line, offset, bytes: text.subarray(0, limitBytes), sizeBytes: text.length };
    }
    // Of a line that is far longer than what is shown the line end does not matter.
    return { line, offset, bytes: window.subarray(0, limitBytes), sizeBytes: whole };
  }
}

async function readAt(file: FileHandle, offset: number, count: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(count);
  let length = 0;
  while (length < count) {
    const { bytesRead } = await file.read(buffer, length, count - length, offset + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
