/** A line without an end is told in parts of this size: no string may grow without limit. */
const LONGEST_CHARS = 128 * 1024 * 1024;
const LF = 10;

/**
 * Cuts text that comes in pieces into lines. LF, CRLF and CR alone end a line, in any mixture. Lines count from 1; what
 * is told of one line in parts has the same number.
 */
export class LineSplitter {
  readonly #emit: (line: string, number: number) => void;
  #rest = '';
  #number = 1;
  /** The last piece ended with CR: a LF at the start of the next one belongs to it. */
  #mayEndWithLf = false;

  constructor(emit: (line: string, number: number) => void) {
    this.#emit = emit;
  }

  text(piece: string): void {
    if (piece === '') return;
    const from = this.#mayEndWithLf && piece.charCodeAt(0) === LF ? 1 : 0;
    this.#mayEndWithLf = piece.endsWith('\r');
    const end = piece.includes('\r') ? this.#mixed(piece, from) : this.#plain(piece, from);
    this.#rest += piece.slice(end);
    if (this.#rest.length < LONGEST_CHARS) return;
    this.#emit(this.#rest, this.#number);
    this.#rest = '';
  }

  /** The last line, where no line end follows it. */
  end(): void {
    if (this.#rest !== '') this.#emit(this.#rest, this.#number);
    this.#rest = '';
  }

  #plain(piece: string, from: number): number {
    let start = from;
    for (;;) {
      const end = piece.indexOf('\n', start);
      if (end < 0) return start;
      this.#line(piece.slice(start, end));
      start = end + 1;
    }
  }

  #mixed(piece: string, from: number): number {
    const ends = /\r\n|\r|\n/g;
    let start = from;
    ends.lastIndex = from;
    for (let found = ends.exec(piece); found !== null; found = ends.exec(piece)) {
      this.#line(piece.slice(start, found.index));
      start = ends.lastIndex;
    }
    return start;
  }

  #line(tail: string): void {
    const line = this.#rest === '' ? tail : this.#rest + tail;
    this.#rest = '';
    this.#emit(line, this.#number);
    this.#number += 1;
  }
}
