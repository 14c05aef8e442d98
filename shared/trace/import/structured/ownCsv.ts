import type { FoundItem } from '../found.ts';
import { damagedText } from './damagedText.ts';

/** Whether a head row is that of our own CSV export. */
export function isOwnCsv(head: readonly string[]): boolean {
  return ['seq', 'kind', 'raw'].every((name) => head.includes(name));
}

/** A row of our own export. */
export function ownCsvItem(
  _head: readonly string[],
  _cells: readonly string[],
  line: number,
  text: string,
): FoundItem {
  return damagedText(text, line)[0] ?? { type: 'note', line, text };
}
