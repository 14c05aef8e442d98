import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TraceStore } from './traceStore.ts';

/** Small facts that belong to the session, such as the last transaction id. Writes ride in the next commit. */
export class MetaStore {
  readonly #store: TraceStore;
  readonly #read: StatementSync;
  readonly #written = new Map<string, string>();
  readonly #write: (key: string, value: string) => void;

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#read = database.prepare('SELECT value FROM meta WHERE key = ?');
    this.#write = upsert(database, 'INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  }

  get(key: string): string | undefined {
    const written = this.#written.get(key);
    if (written !== undefined) return written;
    const value = this.#read.get(key)?.['value'];
    return typeof value === 'string' ? value : undefined;
  }

  set(key: string, value: string): void {
    this.#written.set(key, value);
    this.#store.defer(`meta ${key}`, () => this.#write(key, value));
  }
}

/** Prepared at the first write: a read-only file never gets there. */
export function upsert(database: DatabaseSync, sql: string): (key: string | number, value: string) => void {
  let statement: StatementSync | undefined;
  return (key, value) => {
    statement ??= database.prepare(sql);
    statement.run(key, value);
  };
}
