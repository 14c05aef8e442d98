import type { DatabaseSync } from 'node:sqlite';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { checkedFilter } from './checkedFilter.ts';
import { prepareScan } from './scan.ts';

const RANGE = 50_000;

/** How many records of a file match. Fails with `invalid-params` where the query cannot be read. */
export function countMatches(database: DatabaseSync, filter: TraceFilter): number {
  const scan = prepareScan(database, checkedFilter(filter));
  const lastSeq = Number(database.prepare('SELECT max(seq) AS seq FROM record').get()?.['seq'] ?? 0);
  let count = 0;
  for (let from = 1; from <= lastSeq; from += RANGE) {
    count += scan(from, Math.min(lastSeq, from + RANGE - 1)).seqs.length;
  }
  return count;
}
