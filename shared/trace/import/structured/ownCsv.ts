import type { FoundItem } from '../found.ts';
import { traceCsvRow } from '../traceCsvRow.ts';
import { damagedText } from './damagedText.ts';

/** Whether a head row is that of our own export, of which a spreadsheet program may have taken columns away. */
export function isOwnCsv(head: readonly string[]): boolean {
  return ['seq', 'time', 'kind', 'direction', 'raw', 'issueDetails'].every((name) => head.includes(name));
}

/** A row of our own export: everything that the record was. One that is not whole stays as it is. */
export function ownCsvItem(
  head: readonly string[],
  cells: readonly string[],
  line: number,
  text: string,
): FoundItem {
  return traceCsvRow(head, cells, line) ?? damagedText(text, line)[0] ?? { type: 'note', line, text };
}
