import type { DatabaseSync } from 'node:sqlite';
import type { ChangeStep } from '../../../../../../shared/configuration/change.ts';
import { readChangeRuns } from '../../../store/changeRunStore.ts';
import { readKeptSnapshots } from '../../../store/snapshotStore.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext } from '../../traceWriter.ts';
import type { NewNumbers } from './newNumbers.ts';

/** What is taken from the session, and how. */
interface Cut {
  context: ExportContext;
  numbers: NewNumbers;
  /** Asked with the name that the station has in the cut. */
  isWanted: (stationId: string) => boolean;
}

/**
 * Copies kept configurations and runs of changes, with the numbers that their records have in the cut. Yields after each of them, as
 * redacting one takes a while.
 */
export function* copyConfigurations(to: DatabaseSync, cut: Cut): Generator<void> {
  const { database, redactFact, redactConfiguration } = cut.context;
  // Whoever redacts without a word on configurations would let their values out.
  if (redactFact !== undefined && redactConfiguration === undefined) return;
  const insert = to.prepare(
    'INSERT OR REPLACE INTO snapshot (id, station, at, json, configuration) VALUES (?, ?, ?, ?, ?)',
  );
  for (const found of readKeptSnapshots(database)) {
    const { snapshot, configuration } = redactConfiguration?.snapshot(found) ?? found;
    const { id, owner, at } = snapshot;
    if (cut.isWanted(owner.stationId)) {
      const numbered = {
        ...configuration,
        steps: configuration.steps.map((step) => withNumbers(step, cut.numbers)),
        proof: configuration.proof.flatMap((seq) => cut.numbers.of(seq) ?? []),
      };
      const values = [id, owner.stationId, at, JSON.stringify(snapshot), JSON.stringify(numbered)] as const;
      temporarily(() => insert.run(...values));
    }
    yield;
  }
  yield* copyRuns(to, cut);
}

function* copyRuns(to: DatabaseSync, { context, numbers, isWanted }: Cut): Generator<void> {
  const insertRun = to.prepare('INSERT OR REPLACE INTO change_run (id, json) VALUES (?, ?)');
  const insertStep = to.prepare('INSERT OR REPLACE INTO change_step (run, step, json) VALUES (?, ?, ?)');
  for (const found of readChangeRuns(context.database)) {
    const { steps, ...head } = context.redactConfiguration?.run(found) ?? found;
    if (isWanted(head.stationId)) {
      temporarily(() => insertRun.run(head.id, JSON.stringify(head)));
      for (const [index, step] of steps.entries()) {
        const json = JSON.stringify(withNumbers(step, numbers));
        temporarily(() => insertStep.run(head.id, index, json));
      }
    }
    yield;
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
