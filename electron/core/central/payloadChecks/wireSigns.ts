/** What a look at the wire text tells before the payload is taken apart. */
export interface WireSigns {
  /** Colons outside of strings: as many as the text has fields. */
  colons: number;
  /**
   * Some string may be read differently from how it is written though its schema lets it pass: spaces or quotation
   * marks around it, NULs, scientific notation, the word null.
   */
  isOdd: boolean;
  /** Some number may have more digits than JSON.parse keeps. */
  hasLongNumber: boolean;
}

const BACKSLASH = 92;
const COLON = 58;
const APOSTROPHE = 39;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
const DOT = 46;
const SMALL_E = 101;
const BIG_E = 69;
const DIGITS_KEPT = 16;
const ODD = /^[\s'\\]|\s$|^[+-]?\d+(?:\.\d*)?[eE][+-]?\d+$|^null$/i;
/** What `ODD` can begin with, beside a space at the end: most strings need no more than a look at two characters. */
const SPACE = 32;
const FIRST_ODD = new Uint8Array(128);
for (const char of " \t'\\+-0123456789nN") FIRST_ODD[char.charCodeAt(0)] = 1;
const LONGEST_ODD = 30;

const UNREAD: WireSigns = { colons: -1, isOdd: true, hasLongNumber: false };
/** A report of this length is looked through as a whole anyway. */
const MAX_CHARS = 256 * 1024;

/** One pass from string to string, since this is done for each frame. */
export function wireSigns(text: string): WireSigns {
  if (text.length > MAX_CHARS) return UNREAD;
  const signs = { colons: 0, isOdd: text.includes(String.raw`\u0000`), hasLongNumber: false };
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('"', at);
    const open = found === -1 ? text.length : found;
    for (let index = at; index < open; index++) if (text.charCodeAt(index) === COLON) signs.colons += 1;
    if (open - at > DIGITS_KEPT) signs.hasLongNumber ||= /\d{16}/.test(text.slice(at, open));
    if (found === -1) break;
    const close = closingQuote(text, open);
    signs.isOdd ||= isOdd(text, open + 1, close);
    at = close + 1;
  }
  return signs;
}

function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close === -1 ? text.length : close;
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (quote - before) % 2 === 0;
}

/** Whether digits are followed by an `e`: times and plain numbers, which are most of what begins with one, are not. */
function hasExponent(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < DIGIT_0 || code > DIGIT_9) && code !== DOT) return code === SMALL_E || code === BIG_E;
  }
  return false;
}

function isOdd(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from);
  if (text.charCodeAt(to - 1) === SPACE || first === SPACE) return true;
  if (FIRST_ODD[first] !== 1) return false;
  if (first >= DIGIT_0 && first <= DIGIT_9 && !hasExponent(text, from, to)) return false;
  return to - from > LONGEST_ODD
    ? first === BACKSLASH || first === APOSTROPHE
    : ODD.test(text.slice(from, to));
}
