import type { DatabaseSync } from 'node:sqlite';

/** Stands at offset 68 of the file, so that `file` and we can tell a session from any other SQLite file: "Kerb". */
export const APPLICATION_ID = 0x4b657262;

/**
 * Number n brings a file of `user_version` n to n + 1. What is published is never edited again; newer numbers only
 * add tables, columns and indexes, so that an older program can still read the file.
 */
const MIGRATIONS: readonly string[] = [
  // `raw` has no affinity: text stays TEXT and bytes stay BLOB, byte for byte. It stands last, so that scans over the
  // small columns do not read the overflow pages of large frames. Pairs and issues are NULL where there are none.
  // Partial indexes hold the rare rows only and cost next to nothing for each frame.
  `CREATE TABLE record (
     seq INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     station TEXT NOT NULL,
     version TEXT,
     kind TEXT NOT NULL,
     direction TEXT NOT NULL,
     action TEXT,
     message_id TEXT,
     pair_seq INTEGER,
     latency INTEGER,
     issues TEXT,
     size INTEGER NOT NULL,
     raw NOT NULL
   );
   CREATE INDEX record_issue ON record (seq) WHERE issues IS NOT NULL;
   CREATE INDEX record_malformed ON record (seq) WHERE kind = 'malformed';
   CREATE TABLE station (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE attempt (id INTEGER PRIMARY KEY, json TEXT NOT NULL);
   CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
  // SOAP: what the XML says, as JSON. NULL costs a byte for all other records.
  `ALTER TABLE record ADD COLUMN transport TEXT;
   ALTER TABLE record ADD COLUMN payload TEXT;`,
  `CREATE TABLE finding (key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;`,
  // Notes are records; what is marked now is beside them, so that a filter need not replay the notes.
  `ALTER TABLE record ADD COLUMN about INTEGER;
   CREATE INDEX record_about ON record (about) WHERE about IS NOT NULL;
   CREATE TABLE mark (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL);`,
  // The steps of a run stand for themselves: each is written before and after it is sent, and a run may have thousands.
  // A configuration may be large and is read only when it is asked for, so it is not a part of what is said about it.
  `CREATE TABLE change_run (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE change_step (
     run TEXT NOT NULL,
     step INTEGER NOT NULL,
     json TEXT NOT NULL,
     PRIMARY KEY (run, step)
   ) WITHOUT ROWID;
   CREATE TABLE snapshot (
     id TEXT PRIMARY KEY,
     station TEXT NOT NULL,
     at INTEGER NOT NULL,
     json TEXT NOT NULL,
     configuration TEXT NOT NULL
   );`,
  // What stations were asked to upload, and what came of it; the files lie beside the session.
  `CREATE TABLE log_fetch (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;`,
  // The firmware that was pushed, and what came of it.
  `CREATE TABLE firmware_update (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;`,
  // What went over service ports as a file: firmware that was pushed, logs that were pulled.
  `CREATE TABLE port_run (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;`,
];

/** The version of the files that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

const NO_PORT_RUNS = 'CREATE TEMP TABLE port_run (id TEXT, json TEXT);';
const NO_UPDATES = `CREATE TEMP TABLE firmware_update (id TEXT, json TEXT); ${NO_PORT_RUNS}`;
const NO_FETCHES = `CREATE TEMP TABLE log_fetch (id TEXT, json TEXT); ${NO_UPDATES}`;
const NO_CONFIGURATIONS = `
  ${NO_FETCHES}
  CREATE TEMP TABLE change_run (id TEXT, json TEXT);
  CREATE TEMP TABLE change_step (run TEXT, step INTEGER, json TEXT);
  CREATE TEMP TABLE snapshot (id TEXT, station TEXT, at INTEGER, json TEXT, configuration TEXT);`;
const NO_MARKS = `CREATE TEMP TABLE mark (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL); ${NO_CONFIGURATIONS}`;
const WITHOUT_ABOUT = `CREATE TEMP VIEW record AS SELECT *, NULL AS about FROM main.record; ${NO_MARKS}`;

/** What a file of `user_version` n lacks, as a view in front of its own table: for readers, who may not migrate. */
const STAND_INS: ReadonlyMap<number, string> = new Map([
  [
    1,
    `CREATE TEMP VIEW record AS
       SELECT *, NULL AS transport, NULL AS payload, NULL AS about FROM main.record; ${NO_MARKS}`,
  ],
  [2, WITHOUT_ABOUT],
  [3, WITHOUT_ABOUT],
  [4, NO_CONFIGURATIONS],
  [5, NO_FETCHES],
  [6, NO_UPDATES],
  [7, NO_PORT_RUNS],
]);

/** Lets an older file be read as if it had been brought to `SCHEMA_VERSION`. The file stays as it is. */
export function readAsCurrent(database: DatabaseSync, version: number): void {
  const standIn = STAND_INS.get(version);
  if (standIn !== undefined) database.exec(standIn);
}

/** Brings a file to `SCHEMA_VERSION` in one transaction: after a crash it is as before or complete. */
export function migrate(database: DatabaseSync, fromVersion: number): void {
  if (fromVersion >= SCHEMA_VERSION) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of MIGRATIONS.slice(fromVersion)) database.exec(migration);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
