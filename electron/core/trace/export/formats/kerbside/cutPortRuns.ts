import type { DatabaseSync } from 'node:sqlite';
import { readPortRuns } from '../../../store/portRunStore.ts';
import { renumberedTransfer } from '../../../store/renumberedTransfer.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext } from '../../traceWriter.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Copies what went over service ports as a file, with the numbers that its records have in the cut. */
export function copyPortRuns(
  to: DatabaseSync,
  { database, redactFact }: ExportContext,
  numbers: NewNumbers,
  isWanted: (stationId: string) => boolean,
): void {
  // They name paths and files of this computer; the records tell the same story without them.
  if (redactFact !== undefined) return;
  const insert = to.prepare('INSERT OR REPLACE INTO port_run (id, json) VALUES (?, ?)');
  for (const run of readPortRuns(database)) {
    if (!isWanted(run.stationId)) continue;
    const { steps } = renumberedTransfer({ steps: run.steps }, (seq) => numbers.of(seq));
    temporarily(() => insert.run(run.id, JSON.stringify({ ...run, steps })));
  }
}
