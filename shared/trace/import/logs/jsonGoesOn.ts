import { headAt } from './frameHead.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;

/** What may follow at the start of a line where a value or a key is due: also the end of an empty list. */
const VALUE =
  /^\s*(?:["{}\]]|\[\s*(?:$|["{}[\]]|-?\d|true|false|null)|-?\d[\d.eE+-]*\s*(?:[,\]}]|$)|(?:true|false|null|NaN|Infinity)\s*(?:[,\]}]|$))/;
/** What may follow behind a value. */
const BEHIND_VALUE = /^\s*[,}\]:]/;
const BEHIND_STRING = /\s*(?:[,:}\]]|$)/y;

/** Shorter lines are not the rows of a terminal or a mail program that wraps. */
const MIN_WRAPPED_CHARS = 40;

/** Where the text of a frame broke off. */
export interface BrokenPlace {
  isInString: boolean;
  /** See `FrameScan.last`. */
  last: number;
  /** The length of the line that broke off. */
  lineChars: number;
}

/** Whether a line that has nothing of a log line can be the rest of the JSON that the lines before began. */
export function jsonGoesOn(place: BrokenPlace, line: string): boolean {
  const bracket = line.search(/\S/);
  if (line.charCodeAt(bracket) === OPEN_BRACKET && headAt(line, bracket) >= 0) return false;
  if (place.isInString) {
    if (closesString(line)) return true;
    return line.length >= MIN_WRAPPED_CHARS && line.length === place.lineChars && !line.includes('"');
  }
  const { last } = place;
  const isValueDue =
    last === 0 || last === COMMA || last === COLON || last === OPEN_BRACKET || last === OPEN_BRACE;
  return isValueDue ? VALUE.test(line) : BEHIND_VALUE.test(line);
}

/** Whether a string that was broken by the end of a line is closed in this one. */
function closesString(line: string): boolean {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === BACKSLASH) at++;
    if (code !== QUOTE) continue;
    BEHIND_STRING.lastIndex = at + 1;
    return BEHIND_STRING.test(line);
  }
  return false;
}
