import type { SQLInputValue } from 'node:sqlite';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { Pair } from '../store/recordWriter.ts';

/** What one transaction of an import brings into the session file. */
export interface RowBatch {
  /** Row after row, in the order of `RECORD_COLUMNS`. */
  values: SQLInputValue[];
  /** The answers of records that are in the file already. */
  pairs: ReadonlyArray<readonly [seq: number, pair: Pair]>;
  marks: ReadonlyArray<readonly [seq: number, at: number]>;
  /** For the table of small facts. */
  facts: ReadonlyArray<readonly [key: string, value: string]>;
}

/** `path` is the name that the file gets in the end, which failures speak of. */
export interface RowWorkerData {
  unfinished: string;
  path: string;
}

export type ToRowWorker = ({ type: 'rows' } & RowBatch) | { type: 'end' };

export type FromRowWorker = { type: 'written' } | { type: 'failed'; failure: Failure };
