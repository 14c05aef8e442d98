import type { DatabaseSync } from 'node:sqlite';
import type { ChangeStep } from '../../../../../../shared/configuration/change.ts';
import { readChangeRuns } from '../../../store/changeRunStore.ts';
import { readSnapshot, readSnapshots } from '../../../store/snapshotStore.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { NewNumbers } from './newNumbers.ts';

/** Copies kept configurations and runs of changes, with the numbers that their records have in the cut. */
export function copyConfigurations(
  from: DatabaseSync,
  to: DatabaseSync,
  numbers: NewNumbers,
  isWanted: (stationId: string) => boolean,
): void {
  const insertSnapshot = to.prepare(
    'INSERT OR REPLACE INTO snapshot (id, station, at, json, configuration) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { id, owner } of readSnapshots(from)) {
    const kept = isWanted(owner.stationId) ? readSnapshot(from, id) : undefined;
    if (kept === undefined) continue;
    const { snapshot, configuration } = kept;
    const cut = {
      ...configuration,
      steps: configuration.steps.map((step) => withNumbers(step, numbers)),
      proof: configuration.proof.flatMap((seq) => numbers.of(seq) ?? []),
    };
    const values = [id, owner.stationId, snapshot.at, JSON.stringify(snapshot), JSON.stringify(cut)] as const;
    temporarily(() => insertSnapshot.run(...values));
  }
  const insertRun = to.prepare('INSERT OR REPLACE INTO change_run (id, json) VALUES (?, ?)');
  const insertStep = to.prepare('INSERT OR REPLACE INTO change_step (run, step, json) VALUES (?, ?, ?)');
  for (const run of readChangeRuns(from)) {
    if (!isWanted(run.stationId)) continue;
    const { steps, ...head } = run;
    temporarily(() => insertRun.run(run.id, JSON.stringify(head)));
    for (const [index, step] of steps.entries()) {
      const json = JSON.stringify(withNumbers(step, numbers));
      temporarily(() => insertStep.run(run.id, index, json));
    }
  }
}

function withNumbers<T extends Pick<ChangeStep, 'requestSeq' | 'responseSeq'>>(
  step: T,
  numbers: NewNumbers,
): Omit<T, 'requestSeq' | 'responseSeq'> {
  const { requestSeq, responseSeq, ...rest } = step;
  const request = requestSeq === undefined ? undefined : numbers.of(requestSeq);
  const response = responseSeq === undefined ? undefined : numbers.of(responseSeq);
  return {
    ...rest,
    ...(request === undefined ? {} : { requestSeq: request }),
    ...(response === undefined ? {} : { responseSeq: response }),
  };
}
