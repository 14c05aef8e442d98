/** No string may grow without limit: a longer line is told in parts of this size, where nothing less was asked for. */
const LONGEST_CHARS = 128 * 1024 * 1024;

export type LineEnding = '' | '\n' | '\r\n' | '\r';

/** Takes one line, or, where `isCut`, a part of one of which more follows. `number` counts lines from 1. */
export type TakeLine = (text: string, number: number, ending: LineEnding, isCut: boolean) => void;

const LF = 10;

/**
 * Cuts a text that comes in pieces into lines. LF, CRLF and CR alone end a line, also mixed; U+2028 does not, since it may
 * stand inside a JSON string. How the text was split into pieces changes nothing.
 */
export class LineSplitter {
  readonly #take: TakeLine;
  readonly #maxChars: number;
  #number = 1;
  #rest = '';
  #isCrHeld = false;

  /** A line of more than `maxChars` is told in parts of that size. */
  constructor(take: TakeLine, maxChars = LONGEST_CHARS) {
    this.#take = take;
    this.#maxChars = maxChars;
  }

  text(piece: string): void {
    if (piece === '') return;
    let from = this.#settleCr(piece);
    let lf = piece.indexOf('\n', from);
    let cr = piece.indexOf('\r', from);
    while (lf !== -1 || cr !== -1) {
      const isCr = lf === -1 || (cr !== -1 && cr < lf);
      const end = isCr ? cr : lf;
      if (isCr && end + 1 === piece.length) {
        // Whether LF follows is known with the next piece.
        this.#rest += piece.slice(from, end);
        this.#isCrHeld = true;
        return;
      }
      const ending = isCr ? (piece.charCodeAt(end + 1) === LF ? '\r\n' : '\r') : '\n';
      this.#end(piece.slice(from, end), ending);
      from = end + ending.length;
      if (lf !== -1 && lf < from) lf = piece.indexOf('\n', from);
      if (cr !== -1 && cr < from) cr = piece.indexOf('\r', from);
    }
    this.#rest += from === 0 ? piece : piece.slice(from);
    this.#cutRest();
  }

  /** The text is over: a last line without an end is told. */
  end(): void {
    if (this.#isCrHeld) {
      this.#isCrHeld = false;
      this.#end('', '\r');
    } else if (this.#rest !== '') {
      this.#end('', '');
    }
  }

  #settleCr(piece: string): number {
    if (!this.#isCrHeld) return 0;
    this.#isCrHeld = false;
    const isLf = piece.charCodeAt(0) === LF;
    this.#end('', isLf ? '\r\n' : '\r');
    return isLf ? 1 : 0;
  }

  #end(text: string, ending: LineEnding): void {
    let line = text;
    if (this.#rest !== '' || text.length > this.#maxChars) {
      this.#rest += text;
      this.#cutRest();
      line = this.#rest;
      this.#rest = '';
    }
    const number = this.#number;
    this.#number += 1;
    this.#take(line, number, ending, false);
  }

  #cutRest(): void {
    const max = this.#maxChars;
    while (this.#rest.length > max) {
      const at = isHighSurrogate(this.#rest.charCodeAt(max - 1)) ? max - 1 : max;
      const part = this.#rest.slice(0, at);
      this.#rest = this.#rest.slice(at);
      this.#take(part, this.#number, '', true);
    }
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
