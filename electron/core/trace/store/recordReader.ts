import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { decodeRecord, RECORD_COLUMNS, ROW_COLUMNS, type StoredRecord } from './storedRecord.ts';

/** Reads committed records by number. */
export class RecordReader {
  readonly #one: StatementSync;
  readonly #rowsBetween: StatementSync;
  readonly #wholeBetween: StatementSync;
  readonly #times: StatementSync;
  readonly #maxSeq: StatementSync;
  readonly #issueAfter: StatementSync;
  readonly #issueBefore: StatementSync;

  constructor(database: DatabaseSync) {
    this.#one = database.prepare(`SELECT ${RECORD_COLUMNS} FROM record WHERE seq = ?`);
    this.#rowsBetween = database.prepare(
      `SELECT ${ROW_COLUMNS} FROM record WHERE seq BETWEEN ? AND ? ORDER BY seq`,
    );
    this.#wholeBetween = database.prepare(
      `SELECT ${RECORD_COLUMNS} FROM record WHERE seq BETWEEN ? AND ? ORDER BY seq`,
    );
    this.#times = database.prepare('SELECT seq, at FROM record WHERE seq BETWEEN ? AND ? ORDER BY seq');
    this.#maxSeq = database.prepare('SELECT max(seq) AS seq FROM record');
    const issue = 'SELECT seq FROM record WHERE issues IS NOT NULL AND seq';
    this.#issueAfter = database.prepare(`${issue} > ? ORDER BY seq LIMIT 1`);
    this.#issueBefore = database.prepare(`${issue} < ? ORDER BY seq DESC LIMIT 1`);
  }

  maxSeq(): number {
    return Number(this.#maxSeq.get()?.['seq'] ?? 0);
  }

  record(seq: number): StoredRecord | undefined {
    const row = this.#one.get(seq);
    return row === undefined ? undefined : decodeRecord(row);
  }

  /** Records from `from` to `to`, for lists: large raw frames are left out. Numbers that do not exist are skipped. */
  between(from: number, to: number): StoredRecord[] {
    return this.#rowsBetween.all(from, to).map(decodeRecord);
  }

  /** The same with their whole raw frames. */
  wholeBetween(from: number, to: number): StoredRecord[] {
    return this.#wholeBetween.all(from, to).map(decodeRecord);
  }

  /** Times of the records `from` to `to`, 0 where there is none. */
  timesBetween(from: number, to: number): number[] {
    const times = Array.from({ length: Math.max(0, to - from + 1) }, () => 0);
    for (const row of this.#times.iterate(from, to)) times[Number(row['seq']) - from] = Number(row['at']);
    return times;
  }

  /** The nearest record with an issue after (`step` 1) or before (-1) a number. */
  issueBeside(seq: number, step: 1 | -1): number | undefined {
    const row = (step === 1 ? this.#issueAfter : this.#issueBefore).get(seq);
    return row === undefined ? undefined : Number(row['seq']);
  }
}
