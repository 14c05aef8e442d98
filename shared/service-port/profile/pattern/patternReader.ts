/** Why a regular expression cannot be used: goes on after “This regular expression cannot be used: ”. */
export class PatternFault extends Error {
  override readonly name = 'PatternFault';
}

/** Goes through the text of a regular expression. */
export class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  peek(): string {
    return this.#source.charAt(this.#at);
  }

  /** The next character; empty at the end. */
  take(): string {
    return this.#source.charAt(this.#at++);
  }

  sees(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  takes(text: string): boolean {
    const isThere = this.sees(text);
    if (isThere) this.#at += text.length;
    return isThere;
  }

  /** What fits a sticky expression here. */
  takesMatch(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }

  fault(why: string): PatternFault {
    return new PatternFault(`${why} (at character ${Math.min(this.#at, this.#source.length)})`);
  }
}
