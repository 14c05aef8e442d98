import type { DatabaseSync } from 'node:sqlite';
import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';
import { readChangeRuns } from '../store/changeRunStore.ts';
import { readKeptSnapshots } from '../store/snapshotStore.ts';
import type { MergePart } from './mergeParts.ts';

/** Kept configurations and runs of changes of all parts, with the numbers that their records have in the merged file. */
export function mergeConfigurations(parts: readonly MergePart[], into: DatabaseSync): void {
  for (const part of parts) {
    mergeSnapshots(part, into);
    mergeRuns(part, into);
  }
}

function mergeSnapshots({ session, offsetMs, numbers }: MergePart, into: DatabaseSync): void {
  const insert = into.prepare(
    'INSERT OR REPLACE INTO snapshot (id, station, at, json, configuration) VALUES (?, ?, ?, ?, ?)',
  );
  for (const kept of readKeptSnapshots(session.database)) {
    const snapshot = { ...kept.snapshot, at: kept.snapshot.at + offsetMs };
    const { configuration } = kept;
    const moved = {
      ...configuration,
      readAt: configuration.readAt + offsetMs,
      steps: configuration.steps.map((step) => withNumbers(step, numbers)),
      proof: configuration.proof.flatMap((seq) => newNumber(seq, numbers) ?? []),
    };
    insert.run(
      snapshot.id,
      snapshot.owner.stationId,
      snapshot.at,
      JSON.stringify(snapshot),
      JSON.stringify(moved),
    );
  }
}

function mergeRuns({ session, offsetMs, numbers }: MergePart, into: DatabaseSync): void {
  const insertRun = into.prepare('INSERT OR REPLACE INTO change_run (id, json) VALUES (?, ?)');
  const insertStep = into.prepare('INSERT OR REPLACE INTO change_step (run, step, json) VALUES (?, ?, ?)');
  for (const run of readChangeRuns(session.database)) {
    const { steps, ...head } = movedRun(run, offsetMs);
    insertRun.run(run.id, JSON.stringify(head));
    for (const [index, step] of steps.entries()) {
      insertStep.run(run.id, index, JSON.stringify(withNumbers(step, numbers)));
    }
  }
}

function movedRun(run: ChangeRun, offsetMs: number): ChangeRun {
  const { endedAt, restartedAt, steps } = run;
  return {
    ...run,
    startedAt: run.startedAt + offsetMs,
    ...(endedAt === undefined ? {} : { endedAt: endedAt + offsetMs }),
    ...(restartedAt === undefined ? {} : { restartedAt: restartedAt + offsetMs }),
    steps: steps.map((step) => (step.at === undefined ? step : { ...step, at: step.at + offsetMs })),
  };
}

function withNumbers<T extends Pick<ChangeStep, 'requestSeq' | 'responseSeq'>>(
  step: T,
  numbers: Uint32Array,
): T {
  const { requestSeq, responseSeq, ...rest } = step;
  const request = newNumber(requestSeq, numbers);
  const response = newNumber(responseSeq, numbers);
  return {
    ...rest,
    ...(request === undefined ? {} : { requestSeq: request }),
    ...(response === undefined ? {} : { responseSeq: response }),
  } as T;
}

function newNumber(seq: number | undefined, numbers: Uint32Array): number | undefined {
  const moved = seq === undefined ? 0 : (numbers[seq] ?? 0);
  return moved === 0 ? undefined : moved;
}
