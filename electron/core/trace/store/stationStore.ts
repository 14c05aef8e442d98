import type { DatabaseSync } from 'node:sqlite';
import { stationSchema, type Station } from '../../../../shared/station/station.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** The stations that the session has met, as they last were. Writes ride in the next commit. */
export class StationStore {
  readonly #store: TraceStore;
  readonly #write: (key: string, value: string) => void;
  readonly #saved: Station[];

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#write = upsert(database, 'INSERT OR REPLACE INTO station (id, json) VALUES (?, ?)');
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readJsonColumn(database.prepare('SELECT json FROM station ORDER BY id'), stationSchema);
  }

  /** As they were when the file was opened: who is connected now is not for this store to say. */
  load(): Station[] {
    return this.#saved;
  }

  /** A station that changes often is written once for each commit. */
  save(station: Station): void {
    this.#store.defer(`station ${station.id}`, () => this.#write(station.id, JSON.stringify(station)));
  }
}
