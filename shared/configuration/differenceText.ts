import type { DifferenceKind, DifferenceRow } from './difference.ts';

/** Signs that differ in shape, so that a mail without colours can be read. */
export const DIFFERENCE_SIGNS: Readonly<Record<DifferenceKind, string>> = {
  same: '=',
  'same-meaning': '≈',
  changed: '≠',
  'only-before': '−',
  'only-after': '+',
  'not-known': '?',
};

const WORDS: Readonly<Record<DifferenceKind, string>> = {
  same: 'the same',
  'same-meaning': 'written otherwise',
  changed: 'different',
  'only-before': 'only before',
  'only-after': 'only after',
  'not-known': 'not known',
};

/**
 * The differences as plain text for a mail, a line each, with a count at the end. What the stations only show comes in a part
 * of its own behind it, or as a count alone where `isSettableOnly`. Secrets show no value; what was not asked for is only
 * counted.
 */
export function differenceText(
  rows: readonly DifferenceRow[],
  names: { before: string; after: string } = { before: 'before', after: 'after' },
  { isSettableOnly = false }: { isSettableOnly?: boolean } = {},
): string {
  const settable = rows.filter((row) => row.isSettable);
  const shown = rows.filter((row) => !row.isSettable);
  const head = `${names.before} → ${names.after}`;
  const parts = [head, ...linesOf(settable)];
  if (settable.length > 0 || shown.length === 0) parts.push(countWords(settable));
  if (shown.length === 0) return parts.join('\n');
  const words = 'What can only be read, such as clocks, counters and measurements';
  if (isSettableOnly) return [...parts, `${words}, is left out: ${countWords(shown)}`].join('\n');
  return [...parts, '', `${words}:`, ...linesOf(shown), countWords(shown)].join('\n');
}

function linesOf(rows: readonly DifferenceRow[]): string[] {
  return rows
    .filter(({ kind, isUnread }) => kind !== 'same' && isUnread !== true)
    .map((row) => `${DIFFERENCE_SIGNS[row.kind]} ${spelling(row)}: ${valuesOf(row)}`);
}

function spelling({ address, addressAfter }: DifferenceRow): string {
  return addressAfter === undefined ? address : `${address} (after: ${addressAfter})`;
}

function valuesOf(row: DifferenceRow): string {
  const { kind, isSecret } = row;
  if (isSecret) return `${WORDS[kind]} (a secret)`;
  const before = kind === 'only-after' ? 'not there' : shown(row.before);
  const after = kind === 'only-before' ? 'not there' : shown(row.after);
  return `${before} → ${after}`;
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'not told';
  if (value === '') return 'empty';
  // A line each: what would break it, or could not be seen at its ends, is written out.
  return /\p{Cc}|^\s|\s$/u.test(value) ? JSON.stringify(value) : value;
}

function countWords(rows: readonly DifferenceRow[]): string {
  const kinds: DifferenceKind[] = [
    'changed',
    'same-meaning',
    'only-before',
    'only-after',
    'not-known',
    'same',
  ];
  const counts = kinds.flatMap((kind) => {
    const count = rows.filter((row) => row.kind === kind).length;
    return count === 0 ? [] : [`${count} ${WORDS[kind]}`];
  });
  return counts.length === 0 ? 'Nothing to compare.' : `${counts.join(', ')}.`;
}
