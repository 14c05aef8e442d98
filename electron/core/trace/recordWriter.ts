import type { DatabaseSync, StatementSync } from 'node:sqlite';
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

/** Writes batches with prepared statements; a batch is in the file as a whole or not at all. */
export class RecordWriter {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #insert: StatementSync;
  readonly #pair: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#insert = database.prepare(
      `INSERT INTO record (${RECORD_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
    );
    this.#pair = database.prepare(
      'UPDATE record SET pair_seq = ?, latency = ? WHERE seq = ? AND pair_seq IS NULL',
    );
  }

  write({ records, pairs, deferred }: Batch): void {
    this.#begin.run();
    try {
      for (const record of records) this.#insertRecord(record);
      for (const [seq, { pairSeq, latencyMs }] of pairs) this.#pair.run(pairSeq, latencyMs, seq);
      for (const write of deferred) write();
      this.#commit.run();
    } catch (error) {
      // SQLite has rolled back by itself after some errors, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #insertRecord(record: StoredRecord): void {
    this.#insert.run(
      record.seq,
      record.at,
      record.stationId,
      record.version ?? null,
      record.kind,
      record.direction,
      record.action ?? null,
      record.messageId ?? null,
      record.pairSeq ?? null,
      record.latencyMs ?? null,
      record.issues.length === 0 ? null : JSON.stringify(record.issues),
      record.sizeBytes,
      record.raw,
    );
  }
}
