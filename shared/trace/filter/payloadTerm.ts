import { assertNever } from '../../assertNever.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { ANY_ELEMENT, type FilterTerm, type PathOperator, type PathStep } from './filterNode.ts';
import type { FilterSubject } from './filterSubject.ts';
import { isTime } from './readTerm.ts';
import { valueText } from './subjectPayload.ts';
import { containing, equalling, literalPattern, type TextPattern } from './textPattern.ts';

export type PayloadTerm = FilterTerm & { key: 'payload' };

/** Whether a value of a payload is what was asked for. */
export type ValueTest = (value: Json) => boolean;
export type PayloadOf = (subject: FilterSubject) => Json | undefined;

/**
 * Texts that must stand in a payload for a term to find something there: names of fields, and a part of the value. They
 * settle most records without reading JSON, here and in SQL. A payload with a backslash may have them written with
 * escapes and is always read. What follows from it is part of the language: a number is not found where it is written
 * with an exponent.
 */
export interface Needles {
  names: readonly string[];
  value: string | undefined;
}

export function payloadNeedles({ path, operator, patterns }: PayloadTerm): Needles {
  const names = path.filter((step) => typeof step === 'string');
  return { names, value: operator === '=' || operator === '~' ? valueNeedle(patterns) : undefined };
}

/** The longest piece of the only value; of a number its shortest form. */
export function valueNeedle(patterns: readonly TextPattern[]): string | undefined {
  const [only, ...more] = patterns;
  if (only === undefined || more.length > 0) return undefined;
  if (only.pieces.length === 1 && NUMBER.test(only.text) && !LONG.test(only.text)) {
    const shortest = String(Number(only.text));
    return only.text.includes(shortest) ? shortest : undefined;
  }
  return only.pieces.toSorted((left, right) => right.length - left.length)[0];
}

export function needleTest({ names, value }: Needles): (subject: FilterSubject) => boolean {
  const hasValue = value === undefined || value === '' ? undefined : containing(literalPattern(value));
  return ({ raw, payload = raw }) => {
    const isThere = names.every((name) => payload.includes(name)) && (hasValue?.(payload) ?? true);
    return isThere || payload.includes('\\');
  };
}

/** `payload.status=Faulted`: some value at that path passes. */
export function compilePayloadTerm(
  term: PayloadTerm,
  payloadOf: PayloadOf,
): (subject: FilterSubject) => boolean {
  const { path, operator, patterns } = term;
  const test = valueTest(operator, patterns);
  const mayHave = needleTest(payloadNeedles(term));
  return (subject) => {
    // The names of an error's own fields do not stand in its frame.
    const isError = subject.kind === 'error' || subject.kind === 'resultError';
    if (!isError && !mayHave(subject)) return false;
    const payload = payloadOf(subject);
    if (payload === undefined) return false;
    if (someAt(payload, path, 0, test)) return true;
    return isError && isJsonObject(payload) && someAt(payload['details'] ?? null, path, 0, test);
  };
}

/** Where a list stands without an index, any of its elements may be meant. */
function someAt(value: Json, path: readonly PathStep[], at: number, test: ValueTest): boolean {
  const step = path[at];
  if (Array.isArray(value)) {
    const next = step === ANY_ELEMENT ? at + 1 : at;
    if (typeof step === 'number' && step !== ANY_ELEMENT) {
      const element = value[step];
      return element !== undefined && someAt(element, path, at + 1, test);
    }
    return value.some((element) => someAt(element, path, next, test));
  }
  if (step === undefined) return test(value);
  if (typeof step === 'number' || !isJsonObject(value)) return false;
  const field = Object.hasOwn(value, step) ? value[step] : undefined;
  return field !== undefined && someAt(field, path, at + 1, test);
}

export function valueTest(operator: PathOperator, patterns: readonly TextPattern[]): ValueTest {
  const [first] = patterns;
  switch (operator) {
    case '=':
      return someValue(patterns.map(equality));
    case '!=': {
      const isEqual = someValue(patterns.map(equality));
      return (value) => !isEqual(value);
    }
    case '~': {
      const tests = patterns.map(containing);
      return (value) => {
        const text = valueText(value)?.text;
        return text !== undefined && tests.some((test) => test(text));
      };
    }
    case '<':
    case '>':
    case '<=':
    case '>=':
      return ordering(operator, first?.text ?? '');
    default:
      return assertNever(operator);
  }
}

function someValue(tests: readonly ValueTest[]): ValueTest {
  return (value) => tests.some((test) => test(value));
}

/** Text by its letters in any case, numbers by their value. A star alone is anything that is there. */
function equality(pattern: TextPattern): ValueTest {
  if (pattern.pieces.length > 1 && pattern.pieces.every((piece) => piece === '')) return () => true;
  const isSame = equalling(pattern);
  const number = pattern.pieces.length === 1 && NUMBER.test(pattern.text) ? Number(pattern.text) : undefined;
  return (value) => {
    const known = valueText(value);
    if (known === undefined) return false;
    if (isSame(known.text)) return true;
    // Beyond 2^53 different numbers look alike: there the digits decide.
    return known.isNumber && number !== undefined && !LONG.test(known.text) && Number(known.text) === number;
  };
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const LONG = /\d{16}/;
const INTEGER = /^-?\d+$/;

/** Numbers, also those that are written as text, and times; whatever else a field holds is neither less nor more. */
function ordering(operator: '<' | '>' | '<=' | '>=', wanted: string): ValueTest {
  return (value) => {
    const text = valueText(value)?.text.trim();
    const order = text === undefined ? undefined : compared(text, wanted);
    if (order === undefined) return false;
    if (order === 0) return operator.length === 2;
    return order < 0 === operator.startsWith('<');
  };
}

function compared(text: string, wanted: string): number | undefined {
  if (INTEGER.test(text) && INTEGER.test(wanted)) return sign(BigInt(text), BigInt(wanted));
  if (NUMBER.test(text) && NUMBER.test(wanted)) return sign(Number(text), Number(wanted));
  if (isTime(text) && isTime(wanted)) return sign(Date.parse(text), Date.parse(wanted));
  return undefined;
}

function sign<T extends number | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
