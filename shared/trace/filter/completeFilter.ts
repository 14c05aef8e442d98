import { FILTER_KEYS, FILTER_WORDS, filterKeyOf, type FilterKey, type FilterKeyName } from './filterKeys.ts';
import type { Place } from './filterNode.ts';
import { valueText } from './termText.ts';

/** What is known of the trace: its values are offered. */
export interface KnownValues {
  readonly actions?: readonly string[];
  readonly stations?: readonly string[];
  readonly issueCodes?: readonly string[];
  /** Fields of payloads, as paths behind `payload.`. */
  readonly fields?: readonly string[];
}

export interface CompletionOption {
  readonly type: 'key' | 'word' | 'value' | 'field';
  readonly text: string;
  /** What screens have words for: the key, keyword or value. */
  readonly name: string;
  readonly about?: string;
  /** The next thing can be written behind it; else its value is to come. */
  readonly isWhole: boolean;
}

/** Takes the place of what stands from `from` to `to`. */
export interface Completion extends Place {
  readonly options: readonly CompletionOption[];
}

const MAX_OPTIONS = 60;
const SPACE_OR_BRACKET = /[\s()]/;
const QUOTES = '"“”„';
/** Values that show the form of what is compared by size. */
const SAMPLES: Partial<Record<FilterKeyName, readonly string[]>> = {
  latency: ['>1s', '>5s', '>30s', '<100ms'],
  size: ['>1k', '>4k', '>100k'],
  time: ['10:00..10:15', '>=10:00', '2026-11-21', '2026-11-21T10:00..11:00'],
  seq: ['1..100', '>1000'],
};

/** What may be meant at the cursor. */
export function completeFilter(text: string, cursor: number, known: KnownValues): Completion {
  const { from: chunkFrom, isInQuote } = chunkAt(text, cursor);
  const chunk = text.slice(chunkFrom, cursor);
  const [, typed = ''] = /^([A-Za-z-]+):/.exec(chunk) ?? [];
  const key = filterKeyOf(typed);
  if (key !== undefined) {
    const itemFrom = chunkFrom + Math.max(typed.length + 1, isInQuote ? 0 : chunk.lastIndexOf(',') + 1);
    return {
      from: itemFrom,
      to: itemEnd(text, cursor, ','),
      options: valueOptions(key, text.slice(itemFrom, cursor), known),
    };
  }
  const place = { from: chunkFrom, to: itemEnd(text, cursor, ':') };
  if (isInQuote || typed !== '') return { ...place, options: [] };
  const field = /^payload\.([^=<>~!]*)$/i.exec(chunk)?.[1];
  if (field !== undefined) return { ...place, options: fieldOptions(field, known) };
  return { ...place, options: /[=<>~!"]/.test(chunk) ? [] : startOptions(chunk, known) };
}

/** The query with an option taken, and where the cursor is then. */
export function takeOption(
  text: string,
  { from, to }: Place,
  option: CompletionOption,
): { text: string; cursor: number } {
  const rest = text.slice(to);
  const gap = option.isWhole && !/^[\s),]/.test(rest) ? ' ' : '';
  const before = text.slice(0, from) + option.text + gap;
  const cursor = before.length + (option.isWhole && gap === '' && rest.startsWith(' ') ? 1 : 0);
  return { text: before + rest, cursor };
}

/** Where the term at the cursor begins, behind what negates it. */
function chunkAt(text: string, cursor: number): { from: number; isInQuote: boolean } {
  let from = 0;
  let isInQuote = false;
  for (let at = 0; at < cursor; at += 1) {
    const char = text.charAt(at);
    if (isInQuote) {
      if (char === '\\') at += 1;
      else if (QUOTES.includes(char)) isInQuote = false;
    } else if (SPACE_OR_BRACKET.test(char) || (char === '-' && at === from)) from = at + 1;
    else if (QUOTES.includes(char)) isInQuote = at === from || /[:,=<>~]/.test(text.charAt(at - 1));
  }
  return { from, isInQuote };
}

function itemEnd(text: string, cursor: number, stop: string): number {
  let to = cursor;
  while (to < text.length && !SPACE_OR_BRACKET.test(text.charAt(to)) && text.charAt(to) !== stop) to += 1;
  return to < text.length && text.charAt(to) === stop && stop === ':' ? to + 1 : to;
}

/** Names that begin with what was typed come before those that hold it. */
function ranked<T>(items: readonly T[], typed: string, nameOf: (item: T) => string): T[] {
  const wanted = typed.toLowerCase();
  const begin = items.filter((item) => nameOf(item).toLowerCase().startsWith(wanted));
  const hold = items.filter((item) => !begin.includes(item) && nameOf(item).toLowerCase().includes(wanted));
  return [...begin, ...hold];
}

function valueOptions(key: FilterKeyName, typed: string, known: KnownValues): CompletionOption[] {
  const wanted = typed.replace(/^["“”„]/, '');
  return ranked(valuesFor(key, known), wanted, (value) => value)
    .slice(0, MAX_OPTIONS)
    .map((value) => ({
      type: 'value',
      // Those of issues have stars that mean any text.
      text: SAMPLES[key] !== undefined || key === 'issue' ? value : valueText(value),
      name: `${key}:${value}`,
      isWhole: true,
    }));
}

function valuesFor(key: FilterKeyName, known: KnownValues): readonly string[] {
  const info: FilterKey | undefined = FILTER_KEYS.find((one) => one.key === key);
  if (key === 'action') return known.actions ?? [];
  if (key === 'station') return known.stations ?? [];
  if (key === 'issue') return [...(info?.words ?? []), ...(known.issueCodes ?? [])];
  return info?.words ?? SAMPLES[key] ?? [];
}

function fieldOptions(typed: string, known: KnownValues): CompletionOption[] {
  return ranked(known.fields ?? [], typed, (field) => field)
    .slice(0, MAX_OPTIONS)
    .map((field) => ({ type: 'field', text: `payload.${field}=`, name: field, isWhole: false }));
}

/** Keys and keywords, and actions by a part of their name. */
function startOptions(typed: string, known: KnownValues): CompletionOption[] {
  const wanted = typed.toLowerCase();
  const keys = FILTER_KEYS.filter(({ key }) => key.startsWith(wanted)).map(
    ({ key, about }): CompletionOption => ({
      type: 'key',
      text: `${key}:`,
      name: key,
      about,
      isWhole: false,
    }),
  );
  const payload: CompletionOption[] = 'payload.'.startsWith(wanted)
    ? [{ type: 'key', text: 'payload.', name: 'payload', about: PAYLOAD_ABOUT, isWhole: false }]
    : [];
  const words = FILTER_WORDS.filter(({ word }) => word.startsWith(wanted)).map(
    ({ word, about }): CompletionOption => ({ type: 'word', text: word, name: word, about, isWhole: true }),
  );
  const actions = typed.length < 2 ? [] : ranked(known.actions ?? [], typed, (action) => action);
  const named = actions.slice(0, MAX_OPTIONS).map((action): CompletionOption => ({
    type: 'value',
    text: `action:${valueText(action)}`,
    name: `action:${action}`,
    isWhole: true,
  }));
  return [...keys, ...payload, ...words, ...named];
}

export const PAYLOAD_ABOUT = 'A field of the payload: = is, != is not, ~ contains, < and > compare.';
