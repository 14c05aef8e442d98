const INDENT = '  ';
const DEEPEST_INDENT = 100;
const BLANK = new Set([' ', '\t', '\n', '\r']);

/**
 * Sets JSON out in lines while it comes in pieces. Nothing is parsed: digits, repeated keys and broken parts stay as they are written,
 * and memory does not depend on the size.
 */
export class PrettyJson {
  readonly #out: (text: string) => void;
  readonly #open: string[] = [];
  #state: 'outside' | 'string' | 'escape' = 'outside';
  /** What the last thing outside a string was: it decides about line ends. */
  #last: 'nothing' | 'open' | 'value' | 'space' | 'comma' = 'nothing';
  #mismatches = 0;

  constructor(out: (text: string) => void) {
    this.#out = out;
  }

  text(piece: string): void {
    let out = '';
    for (let at = 0; at < piece.length;) {
      if (this.#state === 'outside') {
        out += this.#outside(piece[at] ?? '');
        at += 1;
        continue;
      }
      if (this.#state === 'escape') {
        out += piece[at];
        this.#state = 'string';
        at += 1;
        continue;
      }
      const end = endOfString(piece, at);
      out += piece.slice(at, end);
      at = end;
      if (at < piece.length) {
        out += piece[at];
        this.#state = piece[at] === '\\' ? 'escape' : 'outside';
        at += 1;
      }
    }
    this.#out(out);
  }

  /** Answers with what is wrong with the brackets, in a sentence. */
  end(): string | undefined {
    this.#out('\n');
    if (this.#state !== 'outside' || this.#open.length > 0)
      return 'The JSON breaks off: what was opened is not closed.';
    return this.#mismatches === 0 ? undefined : 'This is no valid JSON: its brackets do not belong together.';
  }

  #outside(char: string): string {
    if (BLANK.has(char)) {
      if (this.#last === 'value' && this.#open.length === 0) this.#last = 'space';
      return '';
    }
    switch (char) {
      case '{':
      case '[': {
        const before = this.#before();
        this.#open.push(char);
        this.#last = 'open';
        return before + char;
      }
      case '}':
      case ']':
        return this.#close(char);
      case ',':
        this.#last = 'comma';
        return char;
      case ':':
        return ': ';
      default: {
        const before = this.#last === 'value' ? '' : this.#before();
        if (char === '"') this.#state = 'string';
        this.#last = 'value';
        return before + char;
      }
    }
  }

  #close(char: string): string {
    const opened = this.#open.pop();
    if (opened === undefined || (opened === '{') !== (char === '}')) this.#mismatches += 1;
    const isEmpty = this.#last === 'open';
    this.#last = this.#open.length === 0 ? 'space' : 'value';
    return isEmpty ? char : this.#line() + char;
  }

  #before(): string {
    if (this.#last === 'nothing') return '';
    return this.#last === 'value' && this.#open.length > 0 ? '' : this.#line();
  }

  #line(): string {
    return `\n${INDENT.repeat(Math.min(this.#open.length, DEEPEST_INDENT))}`;
  }
}

function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x5c) return at;
  }
  return text.length;
}
