import type { ChangeRun, ChangeStep } from '../../../shared/configuration/change.ts';
import { doneCount } from '../../../shared/configuration/openSteps.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { EXIT } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { gravestExit } from './stationFailure.ts';

/**
 * Tells on stderr how runs go on, of several as a table where that is a terminal, and resolves with all of them, in their order, when the last has ended. Rejects with
 * `ContractError` where Kerbside cannot be asked any more.
 */
export function followRuns(
  client: ContractClient,
  begun: readonly ChangeRun[],
  terminal: Terminal,
): Promise<ChangeRun[]> {
  const latest = new Map(begun.map((run) => [run.id, run]));
  const tell = begun.length > 1 ? tableOrLines(terminal) : lines(terminal);
  if (begun.length === 0) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    const look = (run: ChangeRun): void => {
      if (!latest.has(run.id)) return;
      latest.set(run.id, run);
      tell(run, latest);
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

type Tell = (run: ChangeRun, all: ReadonlyMap<string, ChangeRun>) => void;

/** A line for each step of each run. */
function lines(terminal: Terminal): Tell {
  const told = new Map<string, string>();
  return (run) => {
    const words = progressWords(run);
    if (words !== told.get(run.id)) terminal.note(words);
    told.set(run.id, words);
  };
}

/** A line for each run, in its place; where there is no terminal, lines below each other. */
function tableOrLines(terminal: Terminal): Tell {
  const board = terminal.board();
  if (board === undefined) return lines(terminal);
  let told = '';
  return (_run, all) => {
    const shown = boardLines([...all.values()]);
    const text = shown.join('\n');
    if (text !== told) board.show(shown);
    told = text;
  };
}

/** What is under way comes first: of many the others have no room. */
function boardLines(runs: readonly ChangeRun[]): string[] {
  const ended = runs.filter(hasEnded);
  const inOrder = [...runs.filter((run) => !hasEnded(run)), ...ended];
  const rows = inOrder.map((run) => [run.stationId, doneOf(run), oneLine(stateWords(run))]);
  return table(['STATION', 'DONE', `${ended.length} of ${runs.length} have ended`], rows);
}

function doneOf(run: ChangeRun): string {
  return `${doneCount(run)}/${run.steps.length}`;
}

function stateWords({ steps, state, sentence }: ChangeRun): string {
  if (state === 'finished' || state === 'broken-off') return sentence;
  if (state === 'waiting-for-station') return 'left; waiting for it to come back…';
  const sending = steps.find((step) => step.state === 'sending');
  return sending === undefined ? '' : `${sending.address}…`;
}

function hasEnded({ state }: ChangeRun): boolean {
  return state === 'finished' || state === 'broken-off';
}

function progressWords(run: ChangeRun): string {
  const { stationId } = run;
  const words = stateWords(run);
  if (hasEnded(run)) return `${stationId}: ${words}`;
  return [stationId, doneOf(run), words].filter(Boolean).join('  ');
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
  if (steps.some(({ isHeldBack }) => isHeldBack === true)) return EXIT.refused;
  if (state === 'broken-off' && steps.some((step) => step.state === 'not-sent')) return EXIT.notConnected;
  return notHeld.some(isRefused) ? EXIT.refused : EXIT.done;
}

function isRefused({ state, readBack }: ChangeStep): boolean {
  if (state === 'refused') return true;
  return state === 'accepted' && (readBack === 'unchanged' || readBack === 'different');
}
