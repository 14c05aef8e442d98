import type { ChangeRun } from '../../../../shared/configuration/change.ts';
import type { KeptSnapshot, Snapshot } from '../../../../shared/configuration/snapshot.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { readChangeRuns } from '../store/changeRunStore.ts';
import { readSnapshot, readSnapshots } from '../store/snapshotStore.ts';
import type { TraceReading } from '../traceReading.ts';
import { readOpenTrace } from './readOpenTrace.ts';

/** The kept configurations of an open trace, oldest first. */
export function snapshotsIn(trace: TraceReading, stationId: string | undefined): Snapshot[] {
  const all = readOpenTrace(trace, ({ database }) => readSnapshots(database));
  return stationId === undefined ? all : all.filter(({ owner }) => owner.stationId === stationId);
}

/** Fails with `not-found`. */
export function snapshotIn(trace: TraceReading, id: string): KeptSnapshot {
  const found = readOpenTrace(trace, ({ database }) => readSnapshot(database, id));
  if (found !== undefined) return found;
  throw new ContractError('not-found', `There is no snapshot ${id} in the session ${trace.name}.`);
}

/** The runs of changes of an open trace, oldest first. */
export function changeRunsIn(trace: TraceReading, stationId: string | undefined): ChangeRun[] {
  const all = readOpenTrace(trace, ({ database }) => readChangeRuns(database));
  return stationId === undefined ? all : all.filter((run) => run.stationId === stationId);
}
