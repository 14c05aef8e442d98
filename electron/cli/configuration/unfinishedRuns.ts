import type { ChangeRun } from '../../../shared/configuration/change.ts';
import { isUnfinished, openSteps } from '../../../shared/configuration/openSteps.ts';
import { table } from '../table.ts';
import { UsageError } from '../usageError.ts';

/** A run with its number among all runs of its station, from 1, which stays the same when others end. */
export interface NumberedRun {
  number: number;
  run: ChangeRun;
}

/** The runs of one station that can go on, oldest first. */
export function unfinishedRuns(runs: readonly ChangeRun[]): NumberedRun[] {
  return runs.map((run, index) => ({ number: index + 1, run })).filter(({ run }) => isUnfinished(run));
}

/**
 * The run that is meant: by its number or id, else the one that is under way, else the only one that can go on; nothing where there
 * is none. Throws `UsageError` where several can go on, or the one that was named cannot.
 */
export function chosenRun(
  stationId: string,
  runs: readonly ChangeRun[],
  typed: string | undefined,
): ChangeRun | undefined {
  const open = unfinishedRuns(runs);
  if (typed !== undefined) {
    const named = runs.find(({ id }, index) => id === typed || String(index + 1) === typed);
    if (named === undefined) throw new UsageError(`${stationId} has no run ${typed}. ${listHint(stationId)}`);
    if (isUnderWay(named) || isUnfinished(named)) return named;
    throw new UsageError(`run ${typed} of ${stationId} has nothing left to do. ${listHint(stationId)}`);
  }
  const underWay = runs.find(isUnderWay);
  if (underWay !== undefined) return underWay;
  if (open.length <= 1) return open[0]?.run;
  const numbers = open.map(({ number }) => number).join(', ');
  throw new UsageError(
    [
      `${stationId} has ${open.length} runs that can go on. Say which with --run N: ${numbers}.`,
      ...runLines(open),
    ].join('\n'),
  );
}

export function runLines(runs: readonly NumberedRun[]): string[] {
  const rows = runs.map(({ number, run }) => [
    String(number),
    new Date(run.startedAt).toISOString(),
    run.name === undefined ? run.origin : `${run.origin} ${run.name}`,
    `${openSteps(run).length} of ${run.steps.length}`,
    run.sentence,
  ]);
  return table(['RUN', 'BEGUN', 'WHAT FOR', 'LEFT', ''], rows);
}

/** Addresses that are left to do in a run and were changed by later ones, which going on writes over. */
export function changedSince(run: ChangeRun, runs: readonly ChangeRun[]): string[] {
  const later = runs.slice(runs.findIndex(({ id }) => id === run.id) + 1);
  const taken = new Set(
    later
      .flatMap(({ steps }) => steps)
      .filter(({ state }) => state === 'accepted' || state === 'needs-restart')
      .map(({ address }) => address),
  );
  return openSteps(run).flatMap(({ address }) => (taken.has(address) ? [address] : []));
}

function isUnderWay({ state }: ChangeRun): boolean {
  return state === 'running' || state === 'waiting-for-station';
}

function listHint(stationId: string): string {
  return `\`kerbside config continue ${stationId} --list\` shows those that can go on.`;
}
