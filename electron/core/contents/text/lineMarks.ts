import type { CountedLines } from './countLines.ts';
import type { LineMark } from './textShape.ts';

/** Where lines begin, as far as they are counted. */
export class LineMarks {
  readonly #lines: number[] = [];
  readonly #offsets: number[] = [];
  /** Lines that can be read. */
  count = 0;
  share = 0;
  isCounted = false;

  add({ marks, lines, share }: CountedLines): void {
    for (const { line, offset } of marks) {
      this.#lines.push(line);
      this.#offsets.push(offset);
    }
    this.count = lines;
    this.share = share;
  }

  /** The last mark that is not behind the line; nothing before anything is known. */
  before(line: number): LineMark | undefined {
    return this.#at(lastNotAbove(this.#lines, line));
  }

  beforeOffset(offset: number): LineMark | undefined {
    return this.#at(lastNotAbove(this.#offsets, offset));
  }

  /** The next mark behind a place of the file. */
  afterOffset(offset: number): LineMark | undefined {
    return this.#at(lastNotAbove(this.#offsets, offset) + 1);
  }

  /** The n-th mark, from 0. */
  mark(index: number): LineMark | undefined {
    return this.#at(index);
  }

  get marks(): number {
    return this.#lines.length;
  }

  /** For a thread: lines and offsets in turns. */
  packed(): Float64Array {
    const packed = new Float64Array(this.#lines.length * 2);
    for (let at = 0; at < this.#lines.length; at += 1) {
      packed[at * 2] = this.#lines[at] ?? 0;
      packed[at * 2 + 1] = this.#offsets[at] ?? 0;
    }
    return packed;
  }

  #at(index: number): LineMark | undefined {
    const line = this.#lines[index];
    const offset = this.#offsets[index];
    return line === undefined || offset === undefined ? undefined : { line, offset };
  }
}

function lastNotAbove(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
