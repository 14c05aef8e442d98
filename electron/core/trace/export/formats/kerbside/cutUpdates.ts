import type { DatabaseSync } from 'node:sqlite';
import { renumberedTransfer } from '../../../store/renumberedTransfer.ts';
import { readUpdates } from '../../../store/updateStore.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext } from '../../traceWriter.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Copies the firmware that was pushed, with the numbers that its records have in the cut; `isWanted` is asked with the names of stations there. */
export function copyUpdates(
  to: DatabaseSync,
  { database, redactFact, redactUpdate }: ExportContext,
  numbers: NewNumbers,
  isWanted: (stationId: string) => boolean,
): void {
  // Whoever redacts without a word on updates would let their paths and addresses out.
  if (redactFact !== undefined && redactUpdate === undefined) return;
  const insert = to.prepare('INSERT OR REPLACE INTO firmware_update (id, json) VALUES (?, ?)');
  for (const found of readUpdates(database)) {
    const update = redactUpdate?.(found) ?? found;
    if (!isWanted(update.stationId)) continue;
    const json = JSON.stringify(renumberedTransfer(update, (seq) => numbers.of(seq)));
    temporarily(() => insert.run(update.id, json));
  }
}
