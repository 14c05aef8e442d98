/** Lines longer than this are told in parts of this size, so that a file without line ends needs no memory. */
export const MAX_PART_CHARS = 1 << 20;

export type LineEnding = '' | '\n' | '\r\n' | '\r';

/** Takes one line, or, where `isCut`, a part of one of which more follows. */
export type TakeLine = (text: string, ending: LineEnding, isCut: boolean) => void;

const LF = 10;

/**
 * Cuts a text that comes in pieces into lines. LF, CRLF and CR alone end a line, also mixed; U+2028 does not, since it may
 * stand inside a JSON string. How the text was split into pieces changes nothing.
 */
export class LineSplitter {
  readonly #take: TakeLine;
  #rest = '';
  #isCrHeld = false;

  constructor(take: TakeLine) {
    this.#take = take;
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
    if (this.#rest !== '' || text.length > MAX_PART_CHARS) {
      this.#rest += text;
      this.#cutRest();
      const last = this.#rest;
      this.#rest = '';
      this.#take(last, ending, false);
    } else {
      this.#take(text, ending, false);
    }
  }

  #cutRest(): void {
    while (this.#rest.length > MAX_PART_CHARS) {
      const at = isHighSurrogate(this.#rest.charCodeAt(MAX_PART_CHARS - 1))
        ? MAX_PART_CHARS - 1
        : MAX_PART_CHARS;
      const part = this.#rest.slice(0, at);
      this.#rest = this.#rest.slice(at);
      this.#take(part, '', true);
    }
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
