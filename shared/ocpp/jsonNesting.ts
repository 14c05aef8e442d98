const QUOTE = 34;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

export interface JsonNesting {
  /** The most brackets and braces that are open at once. */
  deepest: number;
  /** A bracket, a brace or a string is open at the end. */
  isOpen: boolean;
}

/** Brackets, braces and strings of a text that may or may not be JSON, in one pass and without a stack. */
export function jsonNesting(text: string): JsonNesting {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) isInString = false;
    } else if (code === QUOTE) {
      isInString = true;
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) {
      depth--;
    }
  }
  return { deepest, isOpen: isInString || depth > 0 };
}
