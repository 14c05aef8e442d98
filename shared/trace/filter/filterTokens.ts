import type { PathOperator, PathStep, Place } from './filterNode.ts';
import { ANY_ELEMENT, PATH_OPERATORS } from './filterNode.ts';
import { FilterProblem } from './filterProblem.ts';

/** A value as typed. In quotes a `*` is a star, outside it stands for any text. */
export interface ValueToken extends Place {
  readonly text: string;
  readonly isQuoted: boolean;
}

export type FilterToken = Place &
  (
    | { readonly type: 'open' | 'close' | 'minus' }
    | { readonly type: 'word'; readonly value: ValueToken }
    | {
        readonly type: 'key';
        readonly key: string;
        readonly keyTo: number;
        readonly values: readonly ValueToken[];
      }
    | {
        readonly type: 'path';
        readonly path: readonly PathStep[];
        readonly operator: PathOperator;
        readonly keyTo: number;
        readonly values: readonly ValueToken[];
      }
  );

/** Also those that phones type by themselves. */
const QUOTES = '"“”„';
const SPACE = /\s/;
/** `http://…` is text and no key. */
const KEY = /([A-Za-z][A-Za-z-]*):(?!\/\/)/y;
const STEP = String.raw`(?:\.[\w$-]+|\."[^"]*"|\[(?:\d+|\*)\])`;
const OPERATOR = `(?:${PATH_OPERATORS.join('|')})`;
const PATH = new RegExp(`payload(${STEP}+)(${OPERATOR})`, 'iy');
const ONE_STEP = new RegExp(STEP, 'g');
/** A comparison without its `payload.`; what ends in `==` is base64. */
const NAKED_PATH = new RegExp(`[A-Za-z_]\\w*${STEP}*${OPERATOR}(?=[^\\s=])`, 'y');

/** Cuts a query into its parts. Throws `FilterProblem`. */
export function filterTokens(query: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const token = tokenAt(query, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function tokenAt(query: string, from: number): FilterToken {
  const char = query.charAt(from);
  if (char === '(') return { type: 'open', from, to: from + 1 };
  if (char === ')') return { type: 'close', from, to: from + 1 };
  if (char === '-' && !isEnd(query, from + 1)) return { type: 'minus', from, to: from + 1 };
  if (QUOTES.includes(char)) return word(quotedAt(query, from));
  return keyAt(query, from) ?? pathAt(query, from) ?? word(plainAt(query, from, ''));
}

function word(value: ValueToken): FilterToken {
  return { type: 'word', value, from: value.from, to: value.to };
}

function keyAt(query: string, from: number): FilterToken | undefined {
  KEY.lastIndex = from;
  const key = KEY.exec(query)?.[1];
  if (key === undefined) return undefined;
  const keyTo = from + key.length + 1;
  const { values, to } = valuesAt(query, keyTo);
  return { type: 'key', key, keyTo, values, from, to };
}

function pathAt(query: string, from: number): FilterToken | undefined {
  PATH.lastIndex = from;
  const match = PATH.exec(query);
  if (match === null) {
    refuseNakedPath(query, from);
    return undefined;
  }
  const [whole, steps = '', operator = '='] = match;
  const keyTo = from + whole.length;
  const { values, to } = valuesAt(query, keyTo);
  const path = steps.match(ONE_STEP)?.map(pathStep) ?? [];
  return { type: 'path', path, operator: operator as PathOperator, keyTo, values, from, to };
}

function pathStep(step: string): PathStep {
  if (step === '[*]') return ANY_ELEMENT;
  if (step.startsWith('[')) return Number(step.slice(1, -1));
  return step.startsWith('."') ? step.slice(2, -1) : step.slice(1);
}

function refuseNakedPath(query: string, from: number): void {
  NAKED_PATH.lastIndex = from;
  if (!NAKED_PATH.test(query)) return;
  const { text, to } = plainAt(query, from, '');
  throw new FilterProblem(
    `Fields of the payload are compared as payload.${text}. To find “${text}” as text, put it in quotes.`,
    { from, to },
  );
}

/** A list of values, each with or without quotes, up to the next space or bracket. */
function valuesAt(query: string, from: number): { values: ValueToken[]; to: number } {
  const values: ValueToken[] = [];
  let at = from;
  for (;;) {
    const value = QUOTES.includes(query.charAt(at) || ' ') ? quotedAt(query, at) : plainAt(query, at, ',');
    values.push(value);
    at = value.to;
    if (query.charAt(at) !== ',') return { values, to: at };
    at += 1;
  }
}

function isEnd(query: string, at: number): boolean {
  const char = query.charAt(at);
  return char === '' || char === '(' || char === ')' || SPACE.test(char);
}

/** Up to the next space, bracket or one of `stops`; may be empty. */
function plainAt(query: string, from: number, stops: string): ValueToken {
  let to = from;
  while (!isEnd(query, to) && !stops.includes(query.charAt(to))) to += 1;
  return { text: query.slice(from, to), isQuoted: false, from, to };
}

/** Text in quotes; a backslash takes what is behind it as it is. */
function quotedAt(query: string, from: number): ValueToken {
  let text = '';
  for (let at = from + 1; at < query.length; at += 1) {
    const char = query.charAt(at);
    if (QUOTES.includes(char)) return { text, isQuoted: true, from, to: at + 1 };
    if (char === '\\' && at + 1 < query.length) at += 1;
    text += query.charAt(at);
  }
  throw new FilterProblem('This quote is not closed: a second quotation mark is missing.', {
    from,
    to: query.length,
  });
}
