import type { Marks } from './marks.ts';
import type { StoredRecord } from './storedRecord.ts';

/** Records that came since the last announcement, in order and without gaps. */
export interface Growth {
  fromSeq: number;
  toSeq: number;
  records: readonly StoredRecord[];
}

/** The records of a trace by their numbers: of the running session, or of a file that is only read. */
export interface TraceRecords {
  /** The number of the newest record; numbers count from 1 without gaps. */
  readonly lastSeq: number;
  /** Everything up to here is in the file. */
  readonly committedSeq: number;
  /** What the technician marked and noted. */
  readonly marks: Marks;
  /** One record with its whole raw frame. */
  record(seq: number): StoredRecord | undefined;
  /** Records `from` to `to` for lists, in order and without gaps; large raw frames may be left out. */
  between(from: number, to: number): StoredRecord[];
  /** Times of the records `from` to `to`, epoch ms, in order and without gaps; 0 where one was lost. */
  timesBetween(from: number, to: number): number[];
  /** The nearest record with an issue after (`step` 1) or before (-1) a number. */
  issueBeside(seq: number, step: 1 | -1): number | undefined;
  /** Records that are in memory only, oldest first. */
  kept(): readonly StoredRecord[];
  /** Answers with the function that ends it. */
  onGrowth(listener: (growth: Growth) => void): () => void;
}
