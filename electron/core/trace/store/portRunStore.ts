import type { DatabaseSync } from 'node:sqlite';
import { portRunSchema, type PortRun } from '../../../../shared/service-port/portRun.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** The firmware that was pushed over service ports in this session, and the logs that were pulled. Writes ride in the next commit. */
export class PortRunStore {
  readonly #store: TraceStore;
  readonly #write: (id: string, json: string) => void;
  readonly #saved: PortRun[];

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#write = upsert(database, 'INSERT OR REPLACE INTO port_run (id, json) VALUES (?, ?)');
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readPortRuns(database);
  }

  /** As they were when the file was opened, oldest first. */
  load(): PortRun[] {
    return this.#saved;
  }

  save(run: PortRun): void {
    this.#store.defer(`port run ${run.id}`, () => this.#write(run.id, JSON.stringify(run)));
  }
}

/** The port runs of any session file, oldest first. */
export function readPortRuns(database: DatabaseSync): PortRun[] {
  const all = readJsonColumn(database.prepare('SELECT json FROM port_run'), portRunSchema);
  return all.sort((one, other) => one.startedAt - other.startedAt);
}
