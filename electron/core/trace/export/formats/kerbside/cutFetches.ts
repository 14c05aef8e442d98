import type { DatabaseSync } from 'node:sqlite';
import { readFetches } from '../../../store/fetchStore.ts';
import { renumberedFetch } from '../../../store/renumberedFetch.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Copies what stations were asked to upload, with the numbers that its records have in the cut. */
export function copyFetches(
  from: DatabaseSync,
  to: DatabaseSync,
  numbers: NewNumbers,
  isWanted: (stationId: string) => boolean,
): void {
  const insert = to.prepare('INSERT OR REPLACE INTO log_fetch (id, json) VALUES (?, ?)');
  for (const fetch of readFetches(from)) {
    if (!isWanted(fetch.stationId)) continue;
    const json = JSON.stringify(renumberedFetch(fetch, (seq) => numbers.of(seq)));
    temporarily(() => insert.run(fetch.id, json));
  }
}
