import type { DatabaseSync } from 'node:sqlite';
import { readPortRuns } from '../store/portRunStore.ts';
import { renumberedTransfer } from '../store/renumberedTransfer.ts';
import type { MergePart } from './mergeParts.ts';

/** What went over service ports in all parts, with the numbers that its records have in the merged file. */
export function mergePortRuns(parts: readonly MergePart[], into: DatabaseSync): void {
  const insert = into.prepare('INSERT OR REPLACE INTO port_run (id, json) VALUES (?, ?)');
  for (const { session, offsetMs, numbers } of parts) {
    const of = (seq: number | undefined): number | undefined => {
      const moved = seq === undefined ? 0 : (numbers[seq] ?? 0);
      return moved === 0 ? undefined : moved;
    };
    for (const run of readPortRuns(session.database)) {
      const { steps } = renumberedTransfer({ steps: run.steps }, of);
      const moved = {
        ...run,
        startedAt: run.startedAt + offsetMs,
        ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt + offsetMs }),
        steps: steps.map((step) => ({ ...step, at: step.at + offsetMs })),
      };
      insert.run(run.id, JSON.stringify(moved));
    }
  }
}
