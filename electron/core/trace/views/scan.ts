import type { DatabaseSync } from 'node:sqlite';
import { compileReadFilter, type ReadFilter } from '../../../../shared/trace/filter/readFilter.ts';
import { LOCAL_ZONE } from '../../../../shared/trace/filter/timeZone.ts';
import { decodeRecord, RECORD_COLUMNS, type Row } from '../store/storedRecord.ts';
import { addDayFunction } from './dayFunction.ts';
import { filterSql, type FilterSql } from './filterSql.ts';
import { fileLookups, StoredSubject } from './storedSubject.ts';

/** Numbers of the records that match, and of those among them that have issues; both ascending. */
export interface Matches {
  seqs: Uint32Array<ArrayBuffer>;
  issueSeqs: Uint32Array<ArrayBuffer>;
}

/** Looks for the records of a filter, range by range. */
export type Scan = (fromSeq: number, toSeq: number) => Matches;

/** SQLite settles what it can; the predicate of the filter looks at the records that it leaves in doubt. */
export function prepareScan(database: DatabaseSync, filter: ReadFilter): Scan {
  addDayFunction(database);
  const sql = filterSql(filter);
  const scan =
    sql.check === 'all' ? prepareChecked(database, filter, sql) : prepareSettled(database, filter, sql);
  const { ranges } = filter;
  return ranges === undefined ? scan : withinRanges(scan, ranges);
}

/** Only the parts of a selection are looked at, however long the trace is. */
function withinRanges(scan: Scan, ranges: readonly (readonly [number, number])[]): Scan {
  return (fromSeq, toSeq) => {
    const parts = ranges
      .filter(([first, last]) => last >= fromSeq && first <= toSeq)
      .map(([first, last]) => scan(Math.max(first, fromSeq), Math.min(last, toSeq)));
    return {
      seqs: joined(parts.map(({ seqs }) => seqs)),
      issueSeqs: joined(parts.map(({ issueSeqs }) => issueSeqs)),
    };
  };
}

/**
 * Where SQLite can settle the filter, the numbers come as one text for each range: a row for each number would cost
 * more than the search.
 */
function prepareSettled(database: DatabaseSync, filter: ReadFilter, sql: FilterSql): Scan {
  const { where, params, check, doubt } = sql;
  const doubtful = check === 'doubtful' ? `, group_concat(CASE WHEN ${doubt} THEN seq END) AS doubtful` : '';
  const numbers = database.prepare(
    `SELECT group_concat(seq) AS seqs, group_concat(CASE WHEN issues IS NOT NULL THEN seq END) AS issueSeqs${doubtful}
     FROM record WHERE seq BETWEEN $from AND $to AND ${where}`,
  );
  const isMatch = recordTest(database, filter);
  const one = database.prepare(`SELECT ${RECORD_COLUMNS} FROM record WHERE seq = ?`);
  return (fromSeq, toSeq) => {
    const row = numbers.get({ ...params, $from: fromSeq, $to: toSeq });
    const seqs = numbersOf(row?.['seqs']);
    const issueSeqs = numbersOf(row?.['issueSeqs']);
    const wrong = new Set<number>();
    for (const seq of numbersOf(row?.['doubtful'])) {
      const found = one.get(seq);
      if (found === undefined || !isMatch(found)) wrong.add(seq);
    }
    return wrong.size === 0
      ? { seqs, issueSeqs }
      : { seqs: without(seqs, wrong), issueSeqs: without(issueSeqs, wrong) };
  };
}

/** Frames are read only where the filter looks at them. */
function prepareChecked(
  database: DatabaseSync,
  filter: ReadFilter,
  { where, params, needsText }: FilterSql,
): Scan {
  const columns = needsText
    ? RECORD_COLUMNS
    : RECORD_COLUMNS.replace(/payload, raw$/, `NULL AS payload, '' AS raw`);
  const rows = database.prepare(
    `SELECT ${columns} FROM record WHERE seq BETWEEN $from AND $to AND ${where} ORDER BY seq`,
  );
  const isMatch = recordTest(database, filter);
  return (fromSeq, toSeq) => {
    const seqs: number[] = [];
    const issueSeqs: number[] = [];
    for (const row of rows.iterate({ ...params, $from: fromSeq, $to: toSeq })) {
      if (!isMatch(row)) continue;
      const seq = Number(row['seq']);
      seqs.push(seq);
      if (row['issues'] !== null) issueSeqs.push(seq);
    }
    return { seqs: Uint32Array.from(seqs), issueSeqs: Uint32Array.from(issueSeqs) };
  };
}

function recordTest(database: DatabaseSync, filter: ReadFilter): (row: Row) => boolean {
  const matches = compileReadFilter(filter, LOCAL_ZONE);
  const lookups = fileLookups(database);
  return (row) => matches(new StoredSubject(decodeRecord(row), lookups));
}

const COMMA = 44;
const ZERO = 48;

/** `1,2,30` -> numbers. */
function numbersOf(value: unknown): Uint32Array<ArrayBuffer> {
  // A single number comes as text too: group_concat always gives text.
  if (typeof value !== 'string') return new Uint32Array(0);
  const numbers = new Uint32Array((value.length + 1) >> 1);
  let count = 0;
  let number = 0;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code === COMMA) {
      numbers[count] = number;
      count += 1;
      number = 0;
    } else {
      number = number * 10 + code - ZERO;
    }
  }
  numbers[count] = number;
  // SQLite does not promise the order of an aggregate's input; on sorted numbers this costs next to nothing.
  return numbers.slice(0, count + 1).sort();
}

function without(seqs: Uint32Array<ArrayBuffer>, left: ReadonlySet<number>): Uint32Array<ArrayBuffer> {
  return seqs.filter((seq) => !left.has(seq));
}

function joined(parts: readonly Uint32Array<ArrayBuffer>[]): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
