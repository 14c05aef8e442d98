const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const SPACE = 32;
const CLOSE_BRACE = 125;

/**
 * Follows the brackets of a frame from behind its head to its end, over as many pieces of text as it takes. What stands in
 * strings is not looked at. It does not judge the JSON: a broken frame ends where its brackets do.
 */
export class FrameScan {
  /** Brackets that are open; the frame's own is open to begin with. */
  depth = 1;
  isInString = false;
  /** The last character outside of strings that is no space, or the quote that closed a string. */
  last = 0;
  #isEscaped = false;

  /** Makes it ready for another frame. */
  reset(): void {
    this.depth = 1;
    this.isInString = false;
    this.last = 0;
    this.#isEscaped = false;
  }

  /** Where the frame ends in this text (exclusive), or -1 where the text ends first. */
  run(text: string, from: number): number {
    let at = this.isInString ? this.#string(text, from) : from;
    let { depth, last } = this;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      at++;
      if (code === QUOTE) {
        this.isInString = true;
        at = this.#string(text, at);
        last = QUOTE;
      } else if (code > SPACE) {
        last = code;
        // Brackets and braces differ from one another in bit 5 alone, opening and closing ones in bits 1 and 2.
        const bracket = code & ~0x20;
        if (bracket === OPEN_BRACKET) {
          depth++;
        } else if (bracket === CLOSE_BRACKET) {
          depth--;
          if (depth === 0) return code === CLOSE_BRACKET ? at : closersEnd(text, at);
        }
      }
    }
    this.depth = depth;
    this.last = last;
    return -1;
  }

  /** The place behind the closing quote, or the end of the text. */
  #string(text: string, from: number): number {
    let at = from;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      at++;
    }
    while (at < text.length) {
      const code = text.charCodeAt(at);
      at++;
      if (code === QUOTE) {
        this.isInString = false;
        this.last = QUOTE;
        return at;
      }
      if (code === BACKSLASH) {
        if (at === text.length) this.#isEscaped = true;
        at++;
      }
    }
    return at;
  }
}

/** A frame whose own bracket was closed by a brace is broken: closing brackets behind it are still its own. */
function closersEnd(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CLOSE_BRACKET || code === CLOSE_BRACE) end = at + 1;
    else if (code > 32) break;
  }
  return end;
}
