import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';

/** What became of one setting of one station since the session began. Times are epoch ms. */
export interface VisitChange {
  stationId: string;
  address: string;
  isSecret: boolean;
  /** Before the first change; absent where the station had not told it, and for secrets. */
  before: string | undefined;
  /** After the last one: as read back, or as it was wanted where nothing was read. */
  now: string | undefined;
  /** Of the last change. */
  at: number;
  /** It has the value again that it had before. */
  isBack: boolean;
  /** No answer told whether the station took it. */
  isUncertain: boolean;
  /** It holds only after a restart. */
  needsRestart: boolean;
  /** The records of all changes of it. */
  seqs: number[];
  /** How often it was changed. */
  count: number;
}

/** What reached the station, or may have. */
const REACHED: ReadonlySet<ChangeStep['state']> = new Set([
  'accepted',
  'needs-restart',
  'unanswered',
  'sending',
]);

/** Everything that was changed, by station and setting, the latest change first. Runs are given oldest first. */
export function visitChanges(runs: readonly ChangeRun[]): VisitChange[] {
  const changes = new Map<string, VisitChange>();
  for (const run of runs) {
    for (const step of run.steps) {
      if (!REACHED.has(step.state)) continue;
      const key = JSON.stringify([run.stationId, step.address]);
      changes.set(key, withStep(changes.get(key), run, step));
    }
  }
  return [...changes.values()].sort((one, other) => other.at - one.at);
}

function withStep(known: VisitChange | undefined, run: ChangeRun, step: ChangeStep): VisitChange {
  const before = known === undefined ? step.before : known.before;
  const waits = step.state === 'needs-restart' && run.restartedAt === undefined;
  // Until the restart the station shows the old value, though it has the new one already.
  const now = waits ? step.wanted : (step.after ?? step.wanted);
  const seqs = [step.requestSeq, step.responseSeq].filter((seq) => seq !== undefined);
  return {
    stationId: run.stationId,
    address: step.address,
    isSecret: step.isSecret || known?.isSecret === true,
    before,
    now,
    at: step.at ?? run.endedAt ?? run.startedAt,
    isBack: before !== undefined && before === now,
    isUncertain: step.state === 'unanswered' || step.state === 'sending',
    needsRestart: waits,
    seqs: [...(known?.seqs ?? []), ...seqs],
    count: (known?.count ?? 0) + 1,
  };
}

/** By address: what it was before this visit, for all that is not as it was. */
export function valuesBefore(
  changes: readonly VisitChange[],
  stationId: string,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    changes
      .filter((change) => change.stationId === stationId && !change.isBack)
      .map(({ address, before }) => [address, before]),
  );
}
