import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Matcher } from '../../../../shared/trace/filter/compileFilter.ts';
import { compileReadFilter } from '../../../../shared/trace/filter/readFilter.ts';
import { LOCAL_ZONE } from '../../../../shared/trace/filter/timeZone.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { Marks } from '../store/marks.ts';
import { decodeRecord, RECORD_COLUMNS, type StoredRecord } from '../store/storedRecord.ts';
import { checkedFilter } from './checkedFilter.ts';
import { addDayFunction } from './dayFunction.ts';
import { filterSql } from './filterSql.ts';
import { fileLookups, StoredSubject, type SubjectLookups } from './storedSubject.ts';

/** Records that SQLite looks through in one go, where few of them match. */
const RANGE = 10_000;

/** Matching records from the file, then from memory. A broken-off round is taken up where it ended. */
export class RecordSource {
  readonly #statement: StatementSync;
  readonly #params: Readonly<Record<string, SQLInputValue>>;
  readonly #matches: Matcher;
  readonly #lookups: SubjectLookups;
  readonly #kept: readonly StoredRecord[];
  readonly #ranges: readonly (readonly [number, number])[];
  readonly #lastSeq: number;
  readonly #marks: Marks;
  #range = 0;
  #nextSeq = 1;
  #nextKept = 0;

  /** Fails with `invalid-params` where the query of the filter cannot be read. */
  constructor(database: DatabaseSync, filter: TraceFilter, kept: readonly StoredRecord[]) {
    const read = checkedFilter(filter);
    const { where, params } = filterSql(read);
    addDayFunction(database);
    this.#statement = database.prepare(
      `SELECT ${RECORD_COLUMNS} FROM record WHERE seq BETWEEN $from AND $to AND ${where} ORDER BY seq`,
    );
    this.#params = params;
    this.#matches = compileReadFilter(read, LOCAL_ZONE);
    this.#lookups = fileLookups(database, kept);
    this.#lastSeq = Number(database.prepare('SELECT max(seq) AS seq FROM record').get()?.['seq'] ?? 0);
    this.#marks = Marks.read(database);
    this.#ranges = read.ranges ?? [[1, this.#lastSeq]];
    this.#kept = kept.filter((record) => record.seq > this.#lastSeq);
  }

  get isAtEnd(): boolean {
    return this.#range >= this.#ranges.length && this.#nextKept >= this.#kept.length;
  }

  /** A round over the records; one that does not match comes as nothing, so that the taker can look at the clock. */
  *next(): Generator<StoredRecord | undefined> {
    while (this.#range < this.#ranges.length) {
      const [first, last] = this.#ranges[this.#range] ?? [1, 0];
      const from = Math.max(this.#nextSeq, first);
      const to = Math.min(last, this.#lastSeq, from + RANGE - 1);
      for (const row of this.#statement.iterate({ ...this.#params, $from: from, $to: to })) {
        const record = decodeRecord(row);
        this.#nextSeq = record.seq + 1;
        yield this.#checked(record);
      }
      this.#nextSeq = Math.max(to, from - 1) + 1;
      if (this.#nextSeq > Math.min(last, this.#lastSeq)) this.#range += 1;
      yield undefined;
    }
    while (this.#nextKept < this.#kept.length) {
      const record = this.#kept[this.#nextKept];
      this.#nextKept += 1;
      yield record === undefined ? undefined : this.#checked(record);
    }
  }

  #checked(record: StoredRecord): StoredRecord | undefined {
    return this.#matches(new StoredSubject(record, this.#lookups)) ? this.#marks.on(record) : undefined;
  }
}
