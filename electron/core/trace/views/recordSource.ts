import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { compileFilter, type FilterSubject, type TraceFilter } from '../../../../shared/trace/filter.ts';
import { filterSql, filterSubject } from './filterSql.ts';
import { Marks } from '../store/marks.ts';
import { decodeRecord, RECORD_COLUMNS, type StoredRecord } from '../store/storedRecord.ts';

/** Records that SQLite looks through in one go, where few of them match. */
const RANGE = 10_000;

/** Matching records from the file, then from memory. A broken-off round is taken up where it ended. */
export class RecordSource {
  readonly #statement: StatementSync;
  readonly #params: readonly string[];
  readonly #matches: (subject: FilterSubject) => boolean;
  readonly #kept: readonly StoredRecord[];
  readonly #lastSeq: number;
  readonly #marks: Marks;
  #nextSeq = 1;
  #nextKept = 0;

  constructor(database: DatabaseSync, filter: TraceFilter, kept: readonly StoredRecord[]) {
    const { where, params, check } = filterSql(filter);
    const condition = check === 'malformed' ? `(kind = 'malformed' OR (${where}))` : where;
    this.#statement = database.prepare(
      `SELECT ${RECORD_COLUMNS} FROM record WHERE seq BETWEEN ? AND ? AND ${condition} ORDER BY seq`,
    );
    this.#params = params;
    this.#matches = compileFilter(filter);
    this.#lastSeq = Number(database.prepare('SELECT max(seq) AS seq FROM record').get()?.['seq'] ?? 0);
    this.#marks = Marks.read(database);
    this.#kept = kept.filter((record) => record.seq > this.#lastSeq);
  }

  get isAtEnd(): boolean {
    return this.#nextSeq > this.#lastSeq && this.#nextKept >= this.#kept.length;
  }

  /** A round over the records; one that does not match comes as nothing, so that the taker can look at the clock. */
  *next(): Generator<StoredRecord | undefined> {
    while (this.#nextSeq <= this.#lastSeq) {
      const end = Math.min(this.#lastSeq, this.#nextSeq + RANGE - 1);
      for (const row of this.#statement.iterate(this.#nextSeq, end, ...this.#params)) {
        const record = decodeRecord(row);
        this.#nextSeq = record.seq + 1;
        yield this.#checked(record);
      }
      this.#nextSeq = end + 1;
      yield undefined;
    }
    while (this.#nextKept < this.#kept.length) {
      const record = this.#kept[this.#nextKept];
      this.#nextKept += 1;
      yield record === undefined ? undefined : this.#checked(record);
    }
  }

  #checked(record: StoredRecord): StoredRecord | undefined {
    return this.#matches(filterSubject(record)) ? this.#marks.on(record) : undefined;
  }
}
