/** Sixteen digits or more: `JSON.parse` would round some of these (2^53 has sixteen). */
const LONG = /\d{16}/;
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
const ANY_LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** A character that no text may hold (Unicode noncharacter): it tells digits that were a number from text. */
const MARK = '\uFDD0';
const MARKED = /"\uFDD0([^"]+)"/g;

/** Longer texts are reports, in which no id matters; and a regular expression has its limits. */
const MAX_CHARS = 256 * 1024;

/** Whether a text may hold numbers that `JSON.parse` rounds. Cheap; may be wrong towards yes. */
export function mayHaveLongIntegers(text: string): boolean {
  return text.length <= MAX_CHARS && LONG.test(text);
}

/** The text with every integer beyond 2^53 as a string of its digits, so that ids keep them when it is parsed. */
export function longIntegersAsText(text: string, mark = ''): string {
  if (!mayHaveLongIntegers(text)) return text;
  return text.replaceAll(STRING_OR_LONG_INTEGER, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${mark}${found}"`,
  );
}

/** As `longIntegersAsText`, but the strings are marked: `writeLongNumbers` makes numbers of them again. */
export function markLongIntegers(text: string): string {
  return longIntegersAsText(text, MARK);
}

/** Marks fractions of many digits too: for showing what was written, digit for digit. */
export function markLongNumbers(text: string): string {
  return text.replaceAll(ANY_LONG_NUMBER, (found) =>
    found.startsWith('"') || !LONG.test(found) ? found : `"${MARK}${found}"`,
  );
}

/** JSON text in which marked strings are numbers again, with all their digits. */
export function writeLongNumbers(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(MARKED, '$1');
}

/** The digits of a marked integer, or nothing. */
export function markedDigits(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(MARK) ? value.slice(1) : undefined;
}
