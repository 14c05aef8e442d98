import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  changeRunSchema,
  changeStepSchema,
  type ChangeRun,
  type ChangeStep,
} from '../../../../shared/configuration/change.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

const headSchema = changeRunSchema.omit({ steps: true });

/** Runs of changes, each with its steps. Writes ride in the next commit. */
export class ChangeRunStore {
  readonly #database: DatabaseSync;
  readonly #store: TraceStore;
  readonly #writeHead: (id: string, json: string) => void;
  readonly #saved: ChangeRun[];
  #writeStep: StatementSync | undefined;

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#database = database;
    this.#store = store;
    this.#writeHead = upsert(database, 'INSERT OR REPLACE INTO change_run (id, json) VALUES (?, ?)');
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readChangeRuns(database);
  }

  /** As they were when the file was opened, oldest first. */
  load(): ChangeRun[] {
    return this.#saved;
  }

  /** Writes the run without its steps. */
  saveHead(run: ChangeRun): void {
    const { steps: _, ...head } = run;
    this.#store.defer(`change run ${head.id}`, () => this.#writeHead(head.id, JSON.stringify(head)));
  }

  saveStep(runId: string, index: number, step: ChangeStep): void {
    this.#store.defer(`change step ${index} ${runId}`, () => {
      this.#writeStep ??= this.#database.prepare(
        'INSERT OR REPLACE INTO change_step (run, step, json) VALUES (?, ?, ?)',
      );
      this.#writeStep.run(runId, index, JSON.stringify(step));
    });
  }

  /** Resolves when all that was saved so far is in the file; while recording is paused it does not wait. */
  written(): Promise<void> {
    return new Promise((resolve) => this.#store.afterCommit(resolve));
  }
}

/** The runs of any session file, oldest first. */
export function readChangeRuns(database: DatabaseSync): ChangeRun[] {
  const heads = readJsonColumn(database.prepare('SELECT json FROM change_run'), headSchema);
  const steps = database.prepare('SELECT json FROM change_step WHERE run = ? ORDER BY step');
  return heads
    .sort((one, other) => one.startedAt - other.startedAt)
    .map((head) => ({ ...head, steps: readJsonColumn(steps, changeStepSchema, head.id) }));
}
