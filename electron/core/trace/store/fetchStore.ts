import type { DatabaseSync } from 'node:sqlite';
import { diagnosticsFetchSchema, type DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** The logs that stations were asked for in this session. Writes ride in the next commit. */
export class FetchStore {
  readonly #store: TraceStore;
  readonly #write: (id: string, json: string) => void;
  readonly #saved: DiagnosticsFetch[];

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#write = upsert(database, 'INSERT OR REPLACE INTO log_fetch (id, json) VALUES (?, ?)');
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readFetches(database);
  }

  /** As they were when the file was opened, oldest first. */
  load(): DiagnosticsFetch[] {
    return this.#saved;
  }

  save(fetch: DiagnosticsFetch): void {
    this.#store.defer(`fetch ${fetch.id}`, () => this.#write(fetch.id, JSON.stringify(fetch)));
  }
}

/** The fetches of any session file, oldest first. */
export function readFetches(database: DatabaseSync): DiagnosticsFetch[] {
  const all = readJsonColumn(database.prepare('SELECT json FROM log_fetch'), diagnosticsFetchSchema);
  return all.sort((one, other) => one.startedAt - other.startedAt);
}
