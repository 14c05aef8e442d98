import type { DatabaseSync } from 'node:sqlite';
import { renumberedUpdate } from '../../../store/renumberedUpdate.ts';
import { readUpdates } from '../../../store/updateStore.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Copies the firmware that was pushed, with the numbers that its records have in the cut. */
export function copyUpdates(
  from: DatabaseSync,
  to: DatabaseSync,
  numbers: NewNumbers,
  isWanted: (stationId: string) => boolean,
): void {
  const insert = to.prepare('INSERT OR REPLACE INTO firmware_update (id, json) VALUES (?, ?)');
  for (const update of readUpdates(from)) {
    if (!isWanted(update.stationId)) continue;
    const json = JSON.stringify(renumberedUpdate(update, (seq) => numbers.of(seq)));
    temporarily(() => insert.run(update.id, json));
  }
}
