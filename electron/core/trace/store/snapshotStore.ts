import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { configurationSchema, type Configuration } from '../../../../shared/configuration/configuration.ts';
import {
  snapshotSchema,
  type KeptSnapshot,
  type Snapshot,
} from '../../../../shared/configuration/snapshot.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** Kept configurations of the session, oldest first. Writes ride in the next commit. */
export class SnapshotStore {
  readonly #database: DatabaseSync;
  readonly #store: TraceStore;
  readonly #saved: Snapshot[];
  /** What is not in the file yet, or never will be where it is read-only. */
  readonly #unwritten = new Map<string, Configuration>();
  #insert: StatementSync | undefined;

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#database = database;
    this.#store = store;
    // Read at once: a damaged table has to show while the file is being opened.
    this.#saved = readSnapshots(database);
  }

  /** As they were when the file was opened. */
  load(): Snapshot[] {
    return this.#saved;
  }

  save(snapshot: Snapshot, configuration: Configuration): void {
    const { id, owner, at } = snapshot;
    this.#unwritten.set(id, configuration);
    this.#store.defer(`snapshot ${id}`, () => {
      this.#insert ??= this.#database.prepare(
        'INSERT OR REPLACE INTO snapshot (id, station, at, json, configuration) VALUES (?, ?, ?, ?, ?)',
      );
      this.#insert.run(id, owner.stationId, at, JSON.stringify(snapshot), JSON.stringify(configuration));
    });
    this.#store.afterCommit(() => this.#forgetWritten(id));
  }

  /** Changes what is said about a snapshot; the configuration stays as it is. */
  describe(snapshot: Snapshot): void {
    const { id } = snapshot;
    const configuration = this.configuration(id);
    // A snapshot whose first write still waits is written anew as a whole: the later write replaces the earlier.
    if (configuration !== undefined) this.save(snapshot, configuration);
  }

  /** Nothing where it is not there, or damaged. */
  configuration(id: string): Configuration | undefined {
    return this.#unwritten.get(id) ?? readSnapshotConfiguration(this.#database, id);
  }

  /** While the disk is full a commit does not write: the configuration stays in memory until it is in the file. */
  #forgetWritten(id: string): void {
    try {
      const isWritten = this.#database.prepare('SELECT 1 FROM snapshot WHERE id = ?').get(id) !== undefined;
      if (isWritten) this.#unwritten.delete(id);
    } catch (error) {
      throw sessionFailure(error, 'the session');
    }
  }
}

/** The snapshots of any session file, oldest first. */
export function readSnapshots(database: DatabaseSync): Snapshot[] {
  return readJsonColumn(database.prepare('SELECT json FROM snapshot ORDER BY at, rowid'), snapshotSchema);
}

/** All snapshots of any session file with their configurations, oldest first, one after the other; damaged ones are left out. */
export function* readKeptSnapshots(database: DatabaseSync): Generator<KeptSnapshot> {
  for (const snapshot of readSnapshots(database)) {
    const configuration = readSnapshotConfiguration(database, snapshot.id);
    if (configuration !== undefined) yield { snapshot, configuration };
  }
}

/** A snapshot of any session file; nothing where it is not there, or damaged. */
export function readSnapshot(database: DatabaseSync, id: string): KeptSnapshot | undefined {
  const snapshot = readSnapshots(database).find((one) => one.id === id);
  const configuration = readSnapshotConfiguration(database, id);
  return snapshot === undefined || configuration === undefined ? undefined : { snapshot, configuration };
}

function readSnapshotConfiguration(database: DatabaseSync, id: string): Configuration | undefined {
  const statement = database.prepare('SELECT configuration AS json FROM snapshot WHERE id = ?');
  return readJsonColumn(statement, configurationSchema, id)[0];
}
