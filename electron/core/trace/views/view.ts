import type { Matcher } from '../../../../shared/trace/filter/compileFilter.ts';
import { compileReadFilter, type ReadFilter } from '../../../../shared/trace/filter/readFilter.ts';
import { LOCAL_ZONE } from '../../../../shared/trace/filter/timeZone.ts';
import type { Matches } from './scan.ts';
import type { StoredRecord } from '../store/storedRecord.ts';
import type { TraceRecords } from '../store/traceRecords.ts';
import { StoredSubject, type SubjectLookups } from './storedSubject.ts';
import { Uint32List } from './uint32List.ts';

/** Growth of a view: `length` rows match so far; `scanned` of `total` records were looked at. */
export interface ViewState {
  length: number;
  scanned: number;
  total: number;
}

/** Rows of a view by their place. */
export interface View {
  readonly state: ViewState;
  /** Numbers of the rows `from` to `from + count - 1`, fewer at the end. */
  seqs(from: number, count: number): ArrayLike<number>;
  locate(seq: number): number | undefined;
  /** The nearest row with an issue beside row `from`, which may lie just outside. */
  nextIssue(from: number, step: 1 | -1): number | undefined;
}

/** All records: the row of record n is n - 1, so there is nothing to keep. */
export class WholeView implements View {
  readonly #store: TraceRecords;

  constructor(store: TraceRecords) {
    this.#store = store;
  }

  get state(): ViewState {
    const total = this.#store.lastSeq;
    return { length: total, scanned: total, total };
  }

  seqs(from: number, count: number): number[] {
    const length = Math.max(0, Math.min(count, this.#store.lastSeq - from));
    return Array.from({ length }, (_, index) => from + index + 1);
  }

  locate(seq: number): number | undefined {
    return Number.isInteger(seq) && seq >= 1 && seq <= this.#store.lastSeq ? seq - 1 : undefined;
  }

  nextIssue(from: number, step: 1 | -1): number | undefined {
    const seq = this.#store.issueBeside(from + 1, step);
    return seq === undefined ? undefined : seq - 1;
  }
}

/**
 * The records of a filter, as a list of their numbers. Records up to `boundary` are found by the scan, those after it
 * are matched as they come; they wait until the scan is through, so that the rows stay in order. What a record is asked
 * about its future (`unanswered`, `latency:` of a call, `marked`) is answered as it stood when it was looked at: a view
 * shows a moment, and the next one shows the next.
 */
export class FilteredView implements View {
  readonly #store: TraceRecords;
  readonly #matches: Matcher;
  readonly #lookups: SubjectLookups;
  readonly #seqs = new Uint32List();
  readonly #issueSeqs = new Uint32List();
  #live: { seqs: Uint32List; issueSeqs: Uint32List } | undefined;
  #scannedTo = 0;
  #total: number;

  /** `boundary` is the last record that the scan covers. */
  constructor(store: TraceRecords, filter: ReadFilter, boundary: number) {
    this.#store = store;
    this.#matches = compileReadFilter(filter, LOCAL_ZONE);
    this.#lookups = { isMarked: (seq) => store.marks.isMarked(seq), record: (seq) => store.record(seq) };
    this.#live = { seqs: new Uint32List(), issueSeqs: new Uint32List() };
    this.#total = boundary;
  }

  get state(): ViewState {
    const total = Math.max(this.#total, this.#store.lastSeq);
    return {
      length: this.#seqs.length,
      scanned: this.#live === undefined ? this.#total : this.#scannedTo,
      total: this.#live === undefined ? this.#total : total,
    };
  }

  /** A part of the scan. */
  addScanned(matches: Matches, scannedTo: number): void {
    this.#seqs.append(matches.seqs);
    this.#issueSeqs.append(matches.issueSeqs);
    this.#scannedTo = scannedTo;
  }

  finishScan(): void {
    const live = this.#live;
    if (live === undefined) return;
    this.#live = undefined;
    this.#seqs.append(live.seqs.slice(0, live.seqs.length));
    this.#issueSeqs.append(live.issueSeqs.slice(0, live.issueSeqs.length));
  }

  /** Records after the boundary, in order. Whatever the scan covers is left out. */
  addLive(records: readonly StoredRecord[]): void {
    const { seqs, issueSeqs } = this.#live ?? { seqs: this.#seqs, issueSeqs: this.#issueSeqs };
    for (const record of records) {
      if (record.seq <= this.#total) continue;
      this.#total = record.seq;
      if (!this.#matches(new StoredSubject(record, this.#lookups))) continue;
      seqs.push(record.seq);
      if (record.issues.length > 0) issueSeqs.push(record.seq);
    }
  }

  seqs(from: number, count: number): Uint32Array {
    return this.#seqs.slice(from, from + count);
  }

  locate(seq: number): number | undefined {
    return this.#seqs.indexOf(seq);
  }

  nextIssue(from: number, step: 1 | -1): number | undefined {
    const seq = this.#seqs.at(from) ?? (from < 0 ? 0 : Infinity);
    const place = this.#issueSeqs.lowerBound(seq);
    const next = step === 1 ? (this.#issueSeqs.at(place) === seq ? place + 1 : place) : place - 1;
    const found = this.#issueSeqs.at(next);
    return found === undefined ? undefined : this.#seqs.indexOf(found);
  }
}
