import type { DatabaseSync } from 'node:sqlite';
import { findingSchema, type Finding } from '../../../../shared/station/finding.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** What was found wrong with the stations of the session. Writes ride in the next commit. */
export class FindingStore {
  readonly #store: TraceStore;
  readonly #write: (key: string, value: string) => void;
  readonly #saved: Finding[];

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#write = upsert(database, 'INSERT OR REPLACE INTO finding (key, json) VALUES (?, ?)');
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readJsonColumn(database.prepare('SELECT json FROM finding ORDER BY key'), findingSchema);
  }

  /** As they were when the file was opened. */
  load(): Finding[] {
    return this.#saved;
  }

  /** A finding that is seen often is written once for each commit. */
  save(finding: Finding): void {
    // Both may hold any character.
    const key = JSON.stringify([finding.stationId, finding.id]);
    this.#store.defer(`finding ${key}`, () => this.#write(key, JSON.stringify(finding)));
  }
}
