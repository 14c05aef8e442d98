import { assertNever } from '../../assertNever.ts';
import { nearestName } from '../../nearestName.ts';
import { OCPP_VERSIONS } from '../../ocpp/version.ts';
import { SEVERITIES } from '../issue.ts';
import { DIRECTIONS } from '../record.ts';
import { FILTER_KEYS, filterKeyOf } from './filterKeys.ts';
import type { FilterTerm, IssueChoice } from './filterNode.ts';
import { FilterProblem } from './filterProblem.ts';
import type { FilterToken, ValueToken } from './filterTokens.ts';
import { readDuration, readNumberRange, readSize, readTimeRange, readWholeNumber } from './rangeValues.ts';
import { RECORD_TYPES } from './recordType.ts';
import { literalPattern, wildcardPattern, type TextPattern } from './textPattern.ts';

type KeyToken = FilterToken & { type: 'key' };
type PathToken = FilterToken & { type: 'path' };

/** What a `key:value` means. Throws `FilterProblem`. */
export function readKeyTerm(token: KeyToken, query: string): FilterTerm {
  const key = filterKeyOf(token.key);
  if (key === undefined) throw unknownKey(token, query);
  refuseEmpty(token, FILTER_KEYS.find((known) => known.key === key)?.example ?? '');
  const { values } = token;
  switch (key) {
    case 'action':
    case 'station':
    case 'id':
    case 'port':
      return { key, patterns: values.map(pattern) };
    case 'connector':
    case 'evse':
    case 'tx':
      return { key, patterns: values.map(pattern) };
    case 'dir':
      return { key, directions: values.map((value) => oneOf(key, value, DIRECTIONS)) };
    case 'type':
      return { key, types: values.map((value) => oneOf(key, value, RECORD_TYPES)) };
    case 'version':
      return { key, versions: values.map((value) => oneOf(key, value, OCPP_VERSIONS)) };
    case 'issue':
      return { key, choices: values.map(issueChoice) };
    case 'latency':
      return { key, ranges: values.map((value) => range(value, readDuration, DURATION_HINT)) };
    case 'size':
      return { key, ranges: values.map((value) => range(value, readSize, SIZE_HINT)) };
    case 'seq':
      return { key, ranges: values.map((value) => range(value, readWholeNumber, SEQ_HINT)) };
    case 'time':
      return { key, ranges: values.map(timeRange) };
    default:
      return assertNever(key);
  }
}

/** What `payload.field=value` means. Throws `FilterProblem`. */
export function readPathTerm(token: PathToken): FilterTerm {
  const { path, operator, values } = token;
  refuseEmpty(token, 'payload.status=Faulted');
  const [first] = values;
  const isOrdering = operator === '<' || operator === '>' || operator === '<=' || operator === '>=';
  if (isOrdering && values.length > 1) {
    throw new FilterProblem(`Behind “${operator}” stands one value, not a list.`, token);
  }
  if (isOrdering && first !== undefined && !isComparable(first.text)) {
    throw new FilterProblem(
      `“${operator}” compares with a number or a date, not with “${first.text}”.`,
      first,
    );
  }
  return { key: 'payload', path, operator, patterns: values.map(pattern) };
}

export function isComparable(text: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) || isTime(text);
}

/** A date or time as OCPP writes it. */
export function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(T|$)/i.test(text) && !Number.isNaN(Date.parse(text));
}

function pattern({ text, isQuoted }: ValueToken): TextPattern {
  return isQuoted ? literalPattern(text) : wildcardPattern(text);
}

function refuseEmpty(token: KeyToken | PathToken, example: string): void {
  const empty = token.values.find(({ text, isQuoted }) => text === '' && !isQuoted);
  if (empty === undefined) return;
  throw new FilterProblem(`Here a value is missing, as in ${example}.`, token);
}

function oneOf<T extends string>(key: string, value: ValueToken, words: readonly T[]): T {
  const wanted = value.text.toLowerCase();
  const found = words.find((word) => word === wanted);
  if (found !== undefined) return found;
  const near = nearestName(wanted, words);
  const guess = near === undefined ? '' : ` Did you mean ${key}:${near}?`;
  throw new FilterProblem(`${key}: has no “${value.text}”.${guess} It takes ${words.join(', ')}.`, value);
}

function issueChoice(value: ValueToken): IssueChoice {
  const wanted = value.text.toLowerCase();
  if (wanted === 'any' || wanted === '*') return { type: 'any' };
  const severity = SEVERITIES.find((one) => one === wanted);
  return severity === undefined ? { type: 'code', pattern: pattern(value) } : { type: 'severity', severity };
}

const DURATION_HINT =
  'a duration with its unit (ms, s, m or h), as in latency:>2s, latency:<=250ms or latency:1s..5s';
const SIZE_HINT = 'a number of bytes, as in size:>4k, size:<100 or size:1k..1m';
const SEQ_HINT = 'record numbers, as in seq:100, seq:>5000 or seq:100..200';
const TIME_HINT =
  'times, as in time:10:00..10:15, time:>=22:30, time:2026-11-21 or time:2026-11-21T10:00..11:00';

function range(
  value: ValueToken,
  readNumber: (text: string) => number | undefined,
  hint: string,
): { min: number; max: number } {
  const read = readNumberRange(value.text, readNumber);
  if (read === undefined)
    throw new FilterProblem(`“${value.text}” is not understood: here stands ${hint}.`, value);
  if (read.min > read.max) throw new FilterProblem(`The range “${value.text}” ends before it begins.`, value);
  return read;
}

function timeRange(value: ValueToken): ReturnType<typeof readTimeRange> & object {
  const read = readTimeRange(value.text);
  if (read !== undefined) return read;
  throw new FilterProblem(`“${value.text}” is not understood: here stand ${TIME_HINT}.`, value);
}

function unknownKey({ key, from, to, keyTo }: KeyToken, query: string): FilterProblem {
  const names = FILTER_KEYS.map((known) => known.key);
  const near = ALIASES[key.toLowerCase()] ?? nearestName(key.toLowerCase(), names);
  const guess = near === undefined ? '' : ` Did you mean ${near}:?`;
  const term = query.slice(from, to).replaceAll('"', '');
  return new FilterProblem(
    `There is no key “${key}:”.${guess} To find “${term}” as text, put it in quotes.`,
    { from, to: keyTo },
  );
}

/** What other tools call it. */
const ALIASES: Readonly<Record<string, string | undefined>> = {
  direction: 'dir',
  kind: 'type',
  transaction: 'tx',
  transactionid: 'tx',
  connectorid: 'connector',
  evseid: 'evse',
  messageid: 'id',
  record: 'seq',
  bytes: 'size',
  chargepoint: 'station',
  cp: 'station',
  tty: 'port',
  com: 'port',
  is: 'type',
};
