import type { DatabaseSync } from 'node:sqlite';
import { readFetches } from '../../../store/fetchStore.ts';
import { renumberedTransfer } from '../../../store/renumberedTransfer.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext } from '../../traceWriter.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Copies what stations were asked to upload, with the numbers that its records have in the cut; `isWanted` is asked with their names there. */
export function copyFetches(
  to: DatabaseSync,
  { database, redactFact, redactFetch }: ExportContext,
  numbers: NewNumbers,
  isWanted: (stationId: string) => boolean,
): void {
  // Whoever redacts without a word on fetches would let their paths and addresses out.
  if (redactFact !== undefined && redactFetch === undefined) return;
  const insert = to.prepare('INSERT OR REPLACE INTO log_fetch (id, json) VALUES (?, ?)');
  for (const found of readFetches(database)) {
    const fetch = redactFetch?.(found) ?? found;
    if (!isWanted(fetch.stationId)) continue;
    const json = JSON.stringify(renumberedTransfer(fetch, (seq) => numbers.of(seq)));
    temporarily(() => insert.run(fetch.id, json));
  }
}
