import { ACTIONS } from '../../../ocpp/catalog.ts';
import { ERROR_CODES } from '../../../ocpp/errorCode.ts';
import { OCPP_VERSIONS } from '../../../ocpp/version.ts';

/** There is no frame at this place. */
export const NO_HEAD = -1;
/** The text ends before it can be told. */
export const HEAD_BEGUN = -2;
/** The text ends before the payload; type, id and the comma behind it are whole, so it is the start of a frame as far as it goes. */
export const HEAD_WITH_ID = -3;

/** Ids are 36 characters (OCPP 1.6J §4.1.4, 2.0.1 part 4 §4.1.4); chargers send longer ones. */
const MAX_ID_CHARS = 300;
const MAX_WORD_CHARS = 100;

const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACE = 123;

const KNOWN_ACTIONS: ReadonlySet<string> = new Set(
  OCPP_VERSIONS.flatMap((version) => ACTIONS[version].map(({ name }) => name)),
);

const KNOWN_CODES: ReadonlySet<string> = new Set(ERROR_CODES);

/**
 * Whether a frame begins at the bracket at `from`: where its payload (of errors: the description) begins, or one of the
 * negative answers above. `[2,"id","Action",{`, `[3,"id",{`, `[4,"id","code","`; a comma behind the type may be lost.
 * An id that is a number, and a payload that is no object, are believed beside an action or code that OCPP knows; that of
 * a result only where the file is known to have such ids. Looks at some hundred characters at most.
 */
export function headAt(text: string, from: number, hasNumberIds = false): number {
  let at = skipSpace(text, from + 1);
  if (at === text.length) return HEAD_BEGUN;
  const type = text.charCodeAt(at) - 48;
  if (type < 2 || type > 6) return NO_HEAD;
  at = skipSpace(text, at + 1);
  const hasComma = text.charCodeAt(at) === COMMA;
  if (hasComma) at = skipSpace(text, at + 1);
  if (at === text.length) return HEAD_BEGUN;
  const isText = text.charCodeAt(at) === QUOTE;
  if (!isText && !(hasComma && (type !== 3 || hasNumberIds))) return NO_HEAD;
  const idEnd = isText ? stringEnd(text, at, MAX_ID_CHARS) : digitsEnd(text, at);
  if (idEnd < 0) return idEnd;
  at = skipSpace(text, idEnd);
  if (at === text.length) return HEAD_BEGUN;
  if (text.charCodeAt(at) !== COMMA) return NO_HEAD;
  at = skipSpace(text, at + 1);
  if (at === text.length) return HEAD_WITH_ID;
  if (type === 3) return text.charCodeAt(at) === OPEN_BRACE ? at : NO_HEAD;
  return type === 2 || type === 6 ? behindAction(text, at, isText) : behindCode(text, at, isText);
}

/** The first place in a text where a frame begins, maybe cut off; -1 where none does. */
export function headIn(text: string): number {
  let at = text.indexOf('[');
  while (at !== -1 && headAt(text, at) === NO_HEAD) at = text.indexOf('[', at + 1);
  return at;
}

function behindAction(text: string, from: number, isIdText: boolean): number {
  if (text.charCodeAt(from) !== QUOTE) return NO_HEAD;
  const end = wordEnd(text, from + 1);
  if (end === text.length) return HEAD_WITH_ID;
  if (text.charCodeAt(end) !== QUOTE || end === from + 1) return NO_HEAD;
  const at = nextElement(text, end + 1);
  if (at === text.length) return HEAD_WITH_ID;
  if (isIdText && text.charCodeAt(at) === OPEN_BRACE) return at;
  return KNOWN_ACTIONS.has(text.slice(from + 1, end)) ? at : NO_HEAD;
}

function behindCode(text: string, from: number, isIdText: boolean): number {
  if (text.charCodeAt(from) !== QUOTE) return NO_HEAD;
  const end = stringEnd(text, from, MAX_WORD_CHARS);
  if (end === HEAD_BEGUN) return HEAD_WITH_ID;
  if (end < 0) return NO_HEAD;
  const at = nextElement(text, end);
  if (at === text.length) return HEAD_WITH_ID;
  if (isIdText && text.charCodeAt(at) === QUOTE) return at;
  return KNOWN_CODES.has(text.slice(from + 1, end - 1)) ? at : NO_HEAD;
}

/** Behind a comma and spaces, or where there is no comma, behind the spaces. */
function nextElement(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text.charCodeAt(at) === COMMA ? skipSpace(text, at + 1) : at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) break;
    at++;
  }
  return at;
}

/** The place behind the closing quote; a string over several lines is none. */
function stringEnd(text: string, from: number, maxChars: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === 10 || code === 13 || at - from > maxChars) return NO_HEAD;
    if (code === 92) at++;
  }
  return HEAD_BEGUN;
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from <= 20 && isDigit(text.charCodeAt(at))) at++;
  if (at === text.length) return HEAD_BEGUN;
  return at === from ? NO_HEAD : at;
}

/** The end of an action's name. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < MAX_WORD_CHARS && isWordCode(text.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWordCode(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}
