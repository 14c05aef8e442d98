import type { DatabaseSync } from 'node:sqlite';
import { firmwareUpdateSchema, type FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** The firmware that was pushed in this session. Writes ride in the next commit. */
export class UpdateStore {
  readonly #store: TraceStore;
  readonly #write: (id: string, json: string) => void;
  readonly #saved: FirmwareUpdate[];

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#write = upsert(database, 'INSERT OR REPLACE INTO firmware_update (id, json) VALUES (?, ?)');
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readUpdates(database);
  }

  /** As they were when the file was opened, oldest first. */
  load(): FirmwareUpdate[] {
    return this.#saved;
  }

  save(update: FirmwareUpdate): void {
    this.#store.defer(`firmware ${update.id}`, () => this.#write(update.id, JSON.stringify(update)));
  }
}

/** The updates of any session file, oldest first. */
export function readUpdates(database: DatabaseSync): FirmwareUpdate[] {
  const all = readJsonColumn(database.prepare('SELECT json FROM firmware_update'), firmwareUpdateSchema);
  return all.sort((one, other) => one.queuedAt - other.queuedAt);
}
