import { FILTER_KEYS, FILTER_WORDS, type FilterKey } from '../../shared/trace/filter/filterKeys.ts';
import type { FilterError } from '../../shared/trace/filter/filterNode.ts';
import { parseFilter } from '../../shared/trace/filter/parseFilter.ts';
import { MAX_QUERY_CHARS } from '../../shared/trace/filter/traceFilter.ts';
import { UsageError } from './usageError.ts';

/** The filter language in a screenful; docs/filter.md has all of it. */
export function filterHelp(): string {
  const rows = [
    [
      'word "a phrase"',
      'Text in the raw frame, the action, a note or the meaning of serial bytes, in any case; * is any text.',
    ],
    ...FILTER_KEYS.map((key: FilterKey) => [key.example, `${key.about}${wordsOf(key)}`]),
    ['payload.status=Faulted', 'A field of the payload; also != ~ (contains) < > <= >=, [0], [*].'],
    ...FILTER_WORDS.map(({ word, about }) => [
      word === 'or' ? 'a or b' : word === 'not' ? '-a, not a' : word,
      about,
    ]),
    ['( )', 'Brackets; what stands side by side must all hold.'],
  ];
  const width = Math.max(...rows.map(([head = '']) => head.length));
  const lines = rows.map(([head = '', about = '']) => `  ${head.padEnd(width)}  ${about}`);
  return [
    'FILTER',
    ...lines,
    '',
    'Lists: action:A,B. Ranges: >1s, <=4k, 10:00..10:15. Times are by the clock of this machine.',
    'A FILTER that begins with “-” is written as `not …`, or behind `--`.',
  ].join('\n');
}

function wordsOf({ words }: FilterKey): string {
  return words === undefined ? '' : ` ${words.join(', ')}.`;
}

/** Throws `UsageError` with the sentence, and the place below the filter. */
export function checkFilterText(query: string): void {
  if (query.length > MAX_QUERY_CHARS) {
    throw new UsageError(`FILTER may have ${MAX_QUERY_CHARS} characters, not ${query.length}.`);
  }
  const parsed = parseFilter(query);
  if ('error' in parsed) throw new UsageError(withCaret(query, parsed.error));
}

function withCaret(query: string, { message, from, to }: FilterError): string {
  const line = query.replaceAll(/\s/g, ' ');
  const lead = Array.from(line.slice(0, from)).length;
  const marked = Math.max(1, Array.from(line.slice(from, to)).length);
  return `${message}\n  ${line}\n  ${' '.repeat(lead)}${'^'.repeat(marked)}`;
}
