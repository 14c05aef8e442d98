import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { compileFilter, type TraceFilter } from '../../../../shared/trace/filter.ts';
import { filterSql, filterSubject } from './filterSql.ts';
import { decodeRecord, RECORD_COLUMNS } from '../store/storedRecord.ts';

/** Numbers of the records that match, and of those among them that have issues; both ascending. */
export interface Matches {
  seqs: Uint32Array<ArrayBuffer>;
  issueSeqs: Uint32Array<ArrayBuffer>;
}

/** Looks for the records of a filter, range by range. */
export type Scan = (fromSeq: number, toSeq: number) => Matches;

/**
 * Where SQLite can settle the filter, the numbers come as one text for each range: a row for each number would cost
 * more than the search.
 */
export function prepareScan(database: DatabaseSync, filter: TraceFilter): Scan {
  const { where, params, check } = filterSql(filter);
  if (check === 'all') {
    const rows = database.prepare(
      `SELECT ${RECORD_COLUMNS} FROM record WHERE seq BETWEEN ? AND ? AND ${where}`,
    );
    return prepareChecked(filter, rows, params);
  }
  const numbers = database.prepare(
    `SELECT group_concat(seq) AS seqs, group_concat(CASE WHEN issues IS NOT NULL THEN seq END) AS issueSeqs
     FROM record WHERE seq BETWEEN ? AND ? AND ${where}`,
  );
  const settled: Scan = (fromSeq, toSeq) => {
    const row = numbers.get(fromSeq, toSeq, ...params);
    return { seqs: numbersOf(row?.['seqs']), issueSeqs: numbersOf(row?.['issueSeqs']) };
  };
  if (check === 'none') return settled;
  const malformed = database.prepare(
    `SELECT ${RECORD_COLUMNS} FROM record WHERE kind = 'malformed' AND seq BETWEEN ? AND ?`,
  );
  const checked = prepareChecked(filter, malformed, []);
  return (fromSeq, toSeq) => {
    const left = settled(fromSeq, toSeq);
    const right = checked(fromSeq, toSeq);
    return {
      seqs: merge(left.seqs, right.seqs),
      issueSeqs: merge(left.issueSeqs, right.issueSeqs),
    };
  };
}

function prepareChecked(filter: TraceFilter, rows: StatementSync, params: readonly string[]): Scan {
  const matches = compileFilter(filter);
  return (fromSeq, toSeq) => {
    const seqs: number[] = [];
    const issueSeqs: number[] = [];
    for (const row of rows.iterate(fromSeq, toSeq, ...params)) {
      const record = decodeRecord(row);
      if (!matches(filterSubject(record))) continue;
      seqs.push(record.seq);
      if (record.issues.length > 0) issueSeqs.push(record.seq);
    }
    return { seqs: Uint32Array.from(seqs).sort(), issueSeqs: Uint32Array.from(issueSeqs).sort() };
  };
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

function merge(left: Uint32Array<ArrayBuffer>, right: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (right.length === 0) return left;
  const all = new Uint32Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all.sort();
}
