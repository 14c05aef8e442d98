import type { Json, JsonObject } from '../../json.ts';
import { markedDigits } from '../longIntegers.ts';
import { quoted, type Note } from './repair.ts';

/** What becomes of a value that should not be there at all. */
export const LEFT_OUT = Symbol('left out');
export type Mended = Json | typeof LEFT_OUT;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Spaces and quotation marks are part of what is said there. */
const FREE_TEXTS = new Set(['data', 'info', 'additionalInfo', 'techInfo', 'content', 'message']);

interface Place {
  path: string;
  /** The name of the field that the value belongs to. */
  key: string;
  isRequired: boolean;
  note: Note;
}

/** A text, number or boolean as its schema wants it. The value itself where nothing is to be done. */
export function mendScalar(value: Json, schema: JsonObject, place: Place): Mended {
  if (value === null && !place.isRequired) {
    place.note(place.path, 'null-left-out', 'null stands for a field that is left out.');
    return LEFT_OUT;
  }
  switch (schema['type']) {
    case 'string':
      return mendText(value, schema, place);
    case 'integer':
    case 'number':
      return mendNumber(value, schema['type'] === 'integer', place);
    case 'boolean':
      return mendBoolean(value, place);
    default:
      return value;
  }
}

function mendText(value: Json, schema: JsonObject, place: Place): Mended {
  const digits = markedDigits(value);
  if (digits !== undefined || typeof value === 'number' || typeof value === 'boolean') {
    const text = digits ?? JSON.stringify(value);
    place.note(
      place.path,
      'to-text',
      `${text} is a ${typeof value === 'boolean' ? 'boolean' : 'number'}; it is read as the text “${text}”.`,
    );
    return text;
  }
  if (typeof value !== 'string') return value;
  const allowed = schema['enum'];
  if (Array.isArray(allowed)) return mendEnum(trimmed(value, place), allowed, place);
  if (isNullWord(value)) {
    place.note(place.path, 'null-text', `The text ${quoted(value)} stands for nothing.`);
    return place.isRequired ? '' : LEFT_OUT;
  }
  return FREE_TEXTS.has(place.key) ? value : trimmed(value, place);
}

function mendEnum(value: string, allowed: readonly Json[], place: Place): Mended {
  if (allowed.includes(value)) return value;
  if ((value === '' || isNullWord(value)) && !place.isRequired) {
    place.note(place.path, 'null-text', `${quoted(value)} stands for nothing.`);
    return LEFT_OUT;
  }
  const lower = value.toLowerCase();
  const meant = allowed.find((item) => typeof item === 'string' && item.toLowerCase() === lower);
  if (meant === undefined) return value;
  place.note(place.path, 'case', `${quoted(value)} is read as ${quoted(meant)}.`);
  return meant;
}

function isNullWord(value: string): boolean {
  return /^\s*null\s*$/i.test(value);
}

/** Without spaces and quotation marks around it. A certificate or the like has lines, and ends with one. */
function trimmed(value: string, { path, note }: Place): string {
  if (value.includes('\n')) return value;
  let text = value.trim();
  if (text.length !== value.length) note(path, 'trimmed', `Spaces around ${quoted(text)} were left out.`);
  const inner = /^(['"])(.*)\1$/su.exec(text)?.[2];
  if (inner !== undefined && !inner.includes(text[0] ?? '')) {
    note(path, 'unquoted', `Quotation marks around ${quoted(inner)} were left out.`);
    text = trimmed(inner, { path, key: '', isRequired: true, note });
  }
  return text;
}

function mendNumber(value: Json, isInteger: boolean, { path, note }: Place): Json {
  if (markedDigits(value) !== undefined) return value;
  if (typeof value === 'string' && NUMBER.test(value.trim())) {
    const text = value.trim();
    // Digits that a number cannot hold stay a text.
    if (/^-?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text))) return value;
    const number = Number(text);
    if (!Number.isFinite(number)) return value;
    note(path, 'to-number', `${quoted(value)} is a text; it is read as the number ${number}.`);
    return isInteger ? mendNumber(number, true, { path, key: '', isRequired: true, note }) : number;
  }
  if (isInteger && typeof value === 'number' && !Number.isInteger(value)) {
    note(path, 'rounded', `${value} is no whole number; it is read as ${Math.round(value)}.`);
    return Math.round(value);
  }
  return value;
}

function mendBoolean(value: Json, { path, note }: Place): Json {
  const said = typeof value === 'string' ? value.trim().toLowerCase() : value;
  const meant =
    said === 'true' || said === 1 || said === '1'
      ? true
      : said === 'false' || said === 0 || said === '0'
        ? false
        : undefined;
  if (meant === undefined) return value;
  note(path, 'to-boolean', `${quoted(value)} is read as ${meant}.`);
  return meant;
}
