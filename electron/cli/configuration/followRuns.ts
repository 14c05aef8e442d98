import type { ChangeRun, ChangeStep } from '../../../shared/configuration/change.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { EXIT } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { gravestExit } from './stationFailure.ts';

/**
 * Tells on stderr how runs go on, and resolves with all of them, in their order, when the last has ended. Rejects with
 * `ContractError` where Kerbside cannot be asked any more.
 */
export function followRuns(
  client: ContractClient,
  begun: readonly ChangeRun[],
  terminal: Terminal,
): Promise<ChangeRun[]> {
  const latest = new Map(begun.map((run) => [run.id, run]));
  const told = new Map(begun.map(({ id }) => [id, '']));
  if (begun.length === 0) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    const look = (run: ChangeRun): void => {
      if (!latest.has(run.id)) return;
      latest.set(run.id, run);
      const words = progressWords(run);
      if (words !== told.get(run.id)) terminal.note(words);
      told.set(run.id, words);
      if ([...latest.values()].every(hasEnded)) {
        queueMicrotask(() => unsubscribe());
        resolve([...latest.values()]);
      }
    };
    const unsubscribe = client.subscribe(
      'changeRuns',
      {},
      {
        snapshot: (runs) => runs.forEach(look),
        change: look,
        ended: ({ code, message, hint }) =>
          reject(new ContractError(code, message, hint === undefined ? {} : { hint })),
      },
    );
  });
}

function hasEnded({ state }: ChangeRun): boolean {
  return state === 'finished' || state === 'broken-off';
}

function progressWords(run: ChangeRun): string {
  const { stationId, steps, state, sentence } = run;
  if (hasEnded(run)) return `${stationId}: ${sentence}`;
  const done = steps.filter((step) => step.state !== 'waiting' && step.state !== 'sending').length;
  const share = `${stationId}  ${done}/${steps.length}`;
  if (state === 'waiting-for-station') return `${share}  left; waiting for it to come back…`;
  const sending = steps.find((step) => step.state === 'sending');
  return sending === undefined ? share : `${share}  ${sending.address}…`;
}

/** Each change with its outcome, for one run after the other. Secrets show no value. */
export async function showRuns(runs: readonly ChangeRun[], terminal: Terminal): Promise<void> {
  const isOne = runs.length === 1;
  const rows = runs.flatMap(({ stationId, steps }) =>
    steps.map((step) => [
      ...(isOne ? [] : [stationId]),
      oneLine(step.address),
      valueWords(step, step.before),
      valueWords(step, step.wanted),
      step.status === undefined ? step.state : `${step.state} (${step.status})`,
      step.readBack ?? '',
      step.sentence ?? '',
    ]),
  );
  const heads = ['KEY', 'BEFORE', 'WANTED', 'OUTCOME', 'READ BACK', ''];
  for (const line of table(isOne ? heads : ['STATION', ...heads], rows)) await terminal.print(line);
}

function valueWords({ isSecret }: ChangeStep, value: string | undefined): string | undefined {
  if (isSecret) return '(secret)';
  if (value === undefined) return undefined;
  return value === '' ? '(empty)' : oneLine(value);
}

export function runsExit(runs: readonly ChangeRun[]): number {
  return gravestExit(runs.map(runExit));
}

/** 0 where every change was taken and holds, as far as the station tells; a change that waits for a restart was taken. */
function runExit({ state, steps }: ChangeRun): number {
  // A change that was cut off and was seen to hold afterwards is as wanted.
  const notHeld = steps.filter(({ readBack }) => readBack !== 'as-wanted' && readBack !== 'same-meaning');
  if (notHeld.some(({ outcome }) => outcome === 'disconnected')) return EXIT.notConnected;
  if (notHeld.some((step) => step.state === 'unanswered')) return EXIT.timedOut;
  if (state === 'broken-off' && steps.some((step) => step.state === 'not-sent')) return EXIT.notConnected;
  return notHeld.some(isRefused) ? EXIT.refused : EXIT.done;
}

function isRefused({ state, readBack }: ChangeStep): boolean {
  if (state === 'refused') return true;
  return state === 'accepted' && (readBack === 'unchanged' || readBack === 'different');
}
