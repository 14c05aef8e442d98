import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { RECORD_COLUMNS, type StoredRecord } from './storedRecord.ts';

/** The other half of an exchange, learnt after the record was committed. */
export interface Pair {
  pairSeq: number;
  latencyMs: number;
}

/** Everything that one transaction brings into the file. */
export interface Batch {
  records: readonly StoredRecord[];
  pairs: ReadonlyMap<number, Pair>;
  deferred: Iterable<() => void>;
}

const COLUMNS = 16;
/** Rows of one statement while there are that many: a call of SQLite costs about a fifth of what a row costs. */
const ROWS_AT_ONCE = 8;

/** Writes batches with prepared statements; a batch is in the file as a whole or not at all. */
export class RecordWriter {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #insertOne: StatementSync;
  readonly #insertSome: StatementSync;
  /** Filled again for each call; SQLite copies what it binds. */
  readonly #one: SQLInputValue[] = Array.from({ length: COLUMNS }, () => null);
  readonly #some: SQLInputValue[] = Array.from({ length: COLUMNS * ROWS_AT_ONCE }, () => null);
  readonly #pair: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    const row = `(${Array.from({ length: COLUMNS }, () => '?').join(',')})`;
    const insert = `INSERT INTO record (${RECORD_COLUMNS}) VALUES `;
    this.#insertOne = database.prepare(insert + row);
    this.#insertSome = database.prepare(insert + Array.from({ length: ROWS_AT_ONCE }, () => row).join(','));
    this.#pair = database.prepare(
      'UPDATE record SET pair_seq = ?, latency = ? WHERE seq = ? AND pair_seq IS NULL',
    );
  }

  write({ records, pairs, deferred }: Batch): void {
    this.#transaction(() => {
      this.#insert(records);
      this.#insertPairs(pairs);
      for (const write of deferred) write();
    });
  }

  /** The same for rows that another thread has made, one behind the other; see `rowsOf`. */
  writeRows(
    values: readonly SQLInputValue[],
    pairs: Iterable<readonly [seq: number, pair: Pair]>,
    more: () => void,
  ): void {
    this.#transaction(() => {
      const whole = values.length - (values.length % this.#some.length);
      for (let at = 0; at < whole; at += this.#some.length) {
        this.#insertSome.run(...values.slice(at, at + this.#some.length));
      }
      for (let at = whole; at < values.length; at += COLUMNS) {
        this.#insertOne.run(...values.slice(at, at + COLUMNS));
      }
      this.#insertPairs(pairs);
      more();
    });
  }

  #insertPairs(pairs: Iterable<readonly [seq: number, pair: Pair]>): void {
    for (const [seq, { pairSeq, latencyMs }] of pairs) this.#pair.run(pairSeq, latencyMs, seq);
  }

  #transaction(work: () => void): void {
    this.#begin.run();
    try {
      work();
      this.#commit.run();
    } catch (error) {
      // SQLite has rolled back by itself after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #insert(records: readonly StoredRecord[]): void {
    let filled = 0;
    const whole = records.length - (records.length % ROWS_AT_ONCE);
    for (let at = 0; at < whole; at += 1) {
      fill(this.#some, filled, records[at]);
      filled += COLUMNS;
      if (filled < this.#some.length) continue;
      this.#insertSome.run(...this.#some);
      filled = 0;
    }
    for (let at = whole; at < records.length; at += 1) {
      fill(this.#one, 0, records[at]);
      this.#insertOne.run(...this.#one);
    }
  }
}

/** The values of records, for `writeRows` on another thread. */
export function rowsOf(records: readonly StoredRecord[]): SQLInputValue[] {
  const values: SQLInputValue[] = [];
  for (let index = 0; index < records.length; index += 1) {
    const raw = records[index]?.raw;
    fill(values, index * COLUMNS, records[index]);
    // A view is sent with all of its buffer, which may be that of a whole file.
    if (raw instanceof Uint8Array) values[index * COLUMNS + COLUMNS - 1] = new Uint8Array(raw);
  }
  return values;
}

/** The values of one row, in the order of `RECORD_COLUMNS`. */
function fill(values: SQLInputValue[], at: number, record: StoredRecord | undefined): void {
  if (record === undefined) return;
  values[at] = record.seq;
  values[at + 1] = record.at;
  values[at + 2] = record.stationId;
  values[at + 3] = record.version ?? null;
  values[at + 4] = record.kind;
  values[at + 5] = record.direction;
  values[at + 6] = record.action ?? null;
  values[at + 7] = record.messageId ?? null;
  values[at + 8] = record.pairSeq ?? null;
  values[at + 9] = record.latencyMs ?? null;
  values[at + 10] = record.issues.length === 0 ? null : JSON.stringify(record.issues);
  values[at + 11] = record.sizeBytes;
  values[at + 12] = record.transport ?? null;
  values[at + 13] = record.aboutSeq ?? null;
  values[at + 14] = record.payload ?? null;
  values[at + 15] = record.raw;
}
