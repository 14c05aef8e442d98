import { EscapeFilter } from './escapeFilter.ts';

/** Longer lines are told in parts of this size: a console may print megabytes without a newline. */
const MAX_LINE_CHARS = 16_384;

/** Takes one line as a terminal shows it, or, where `isCut`, a part of one of which more follows. */
export type TakeTerminalLine = (line: string, isCut: boolean) => void;

/**
 * Turns what a console prints into the lines that its terminal would show: a carriage return writes the line anew, a backspace goes
 * back, an erase sequence clears, every other escape sequence is dropped. LF ends a line. What has no end yet is `partial`: a prompt
 * stands there. At most one line of `maxChars` is held.
 */
export class TerminalLines {
  readonly #take: TakeTerminalLine;
  readonly #maxChars: number;
  readonly #escapes = new EscapeFilter();
  #line = '';
  #column = 0;

  constructor(take: TakeTerminalLine, maxChars = MAX_LINE_CHARS) {
    this.#take = take;
    this.#maxChars = maxChars;
  }

  /** The line that has no end yet. */
  get partial(): string {
    return this.#line;
  }

  /** The place in `partial` at which the next character is written. */
  get column(): number {
    return this.#column;
  }

  /** Forgets the line that has no end yet. */
  clear(): void {
    this.#line = '';
    this.#column = 0;
  }

  text(piece: string): void {
    const plain = this.#escapes.text(piece);
    let from = 0;
    for (let at = 0; at < plain.length; at++) {
      const code = plain.charCodeAt(at);
      if (code >= 32 || code === 9) continue;
      if (at > from) this.#write(plain.slice(from, at));
      from = at + 1;
      this.#control(code);
    }
    if (from < plain.length) this.#write(plain.slice(from));
  }

  #control(code: number): void {
    if (code === 10) {
      const line = this.#line;
      this.clear();
      this.#take(line, false);
    } else if (code === 13) {
      this.#column = 0;
    } else if (code === 8) {
      this.#column = Math.max(0, this.#column - 1);
    } else if (code === 11) {
      // How `EscapeFilter` tells “erase to the end of the line”.
      this.#line = this.#line.slice(0, this.#column);
    }
  }

  #write(text: string): void {
    const end = this.#column + text.length;
    this.#line =
      this.#column === this.#line.length
        ? this.#line + text
        : this.#line.slice(0, this.#column) + text + this.#line.slice(end);
    this.#column = end;
    while (this.#line.length > this.#maxChars) {
      const part = this.#line.slice(0, this.#maxChars);
      this.#line = this.#line.slice(this.#maxChars);
      this.#column = Math.max(0, this.#column - this.#maxChars);
      this.#take(part, true);
    }
  }
}
