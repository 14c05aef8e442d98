import { ContractError } from '../../../../shared/contract/failure.ts';
import type { ReadFilter } from '../../../../shared/trace/filter/readFilter.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { TraceRow } from '../../../../shared/trace/record.ts';
import { seqRuns, type SeqRange } from '../../../../shared/trace/seqRanges.ts';
import { checkedFilter } from './checkedFilter.ts';
import { isUnfiltered } from './filterSql.ts';
import { withLeg } from '../store/exchangeLeg.ts';
import { toTraceRow } from '../store/readRecord.ts';
import { playRows, type Played } from './playRows.ts';
import { rangesOfRows } from './rowRanges.ts';
import type { TraceSearch } from './traceSearch.ts';
import type { TraceRecords } from '../store/traceRecords.ts';
import { FilteredView, WholeView, type View, type ViewState } from './view.ts';
import type { ViewGrowth } from '../../../../shared/trace/viewGrowth.ts';

/** Growth is announced at most this often for each view: a screen shows no more frames. */
const GROWTH_MS = 16;

interface OpenView {
  view: View;
  listeners: Set<(growth: ViewGrowth) => void>;
  /** How many of the newest rows are told with the growth, and up to which row they were told. */
  followed: number;
  toldLength: number;
  announcedAt: number;
  timer: NodeJS.Timeout | undefined;
  cancelScan: () => void;
  failure: ContractError | undefined;
}

/** The open views of all clients: a filter each, and which records it lets through. */
export class Views {
  readonly #store: TraceRecords;
  readonly #search: TraceSearch;
  readonly #views = new Map<number, OpenView>();
  readonly #stopListening: () => void;
  #nextNumber: number;

  /** Views are numbered from `firstNumber` on: those of several open traces must not be mixed up. */
  constructor(store: TraceRecords, search: TraceSearch, firstNumber = 1) {
    this.#nextNumber = firstNumber;
    this.#store = store;
    this.#search = search;
    this.#stopListening = store.onGrowth(({ records }) => {
      for (const open of this.#views.values()) {
        if (open.view instanceof FilteredView) open.view.addLive(records);
        this.#announce(open);
      }
    });
  }

  /**
   * Ready at once; a filtered view fills while the trace is looked through. Fails with `invalid-params` where the query
   * cannot be read.
   */
  open(filter: TraceFilter): number {
    const read = checkedFilter(filter);
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const open: OpenView = {
      view: new WholeView(this.#store),
      listeners: new Set(),
      followed: 0,
      toldLength: 0,
      announcedAt: -Infinity,
      timer: undefined,
      cancelScan: () => undefined,
      failure: undefined,
    };
    if (!isUnfiltered(read)) this.#openFiltered(open, filter, read);
    this.#views.set(number, open);
    return number;
  }

  close(number: number): void {
    const open = this.#views.get(number);
    if (open === undefined) return;
    this.#views.delete(number);
    open.cancelScan();
    clearTimeout(open.timer);
    open.listeners.clear();
  }

  closeAll(): void {
    for (const number of this.#views.keys()) this.close(number);
    this.#stopListening();
  }

  state(number: number): ViewState {
    return this.#find(number).view.state;
  }

  rows(number: number, from: number, count: number): TraceRow[] {
    return this.#rowsOf(this.#find(number).view, from, count);
  }

  /** From now on growth is told with the newest rows, at most `rows` of them. */
  follow(number: number, rows: number): void {
    const open = this.#find(number);
    open.followed = rows;
    open.toldLength = open.view.state.length;
  }

  /** The next rows of a replay: from row `from` to the last one that is not later than `until` (epoch ms). */
  play(number: number, from: number, until: number): Played {
    return playRows(this.#find(number).view, this.#store, from, until);
  }

  locate(number: number, seq: number): number | undefined {
    return this.#find(number).view.locate(seq);
  }

  /** By halves, since records come in the order of time; where a clock was set back, one of the places that fit. */
  locateTime(number: number, at: number): number | undefined {
    const { view } = this.#find(number);
    let low = 0;
    let high = view.state.length;
    if (high === 0) return undefined;
    const last = high - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const seq = view.seqs(middle, 1)[0] ?? 0;
      if ((this.#store.between(seq, seq)[0]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, last);
  }

  nextIssue(number: number, from: number, step: 1 | -1): number | undefined {
    return this.#find(number).view.nextIssue(from, step);
  }

  /** The nearest marked row beside row `from`, which may lie just outside. */
  nextMark(number: number, from: number, step: 1 | -1): number | undefined {
    const { view } = this.#find(number);
    const seq = from < 0 ? 0 : (view.seqs(from, 1)[0] ?? Infinity);
    const marked = this.#store.marks.marked();
    const next = step === 1 ? marked.findIndex((one) => one > seq) : marked.findLastIndex((one) => one < seq);
    for (let at = next; at >= 0 && at < marked.length; at += step) {
      const index = view.locate(marked[at] ?? 0);
      if (index !== undefined) return index;
    }
    return undefined;
  }

  /** Record numbers of rows. Fails with `invalid-params` where they fall into too many ranges. */
  ranges(number: number, rows: readonly SeqRange[]): { ranges: [number, number][]; count: number } {
    return rangesOfRows(this.#find(number).view, rows);
  }

  /** Answers with the function that ends it. */
  onGrowth(number: number, listener: (growth: ViewGrowth) => void): () => void {
    const { listeners } = this.#find(number);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  #find(number: number): OpenView {
    const open = this.#views.get(number);
    if (open === undefined)
      throw new ContractError('not-found', `There is no view ${number}; open it again.`);
    if (open.failure !== undefined) throw open.failure;
    return open;
  }

  /** The scan takes what is in the file; what waits in memory, and all that comes, is matched here. */
  #openFiltered(open: OpenView, filter: TraceFilter, read: ReadFilter): void {
    const boundary = this.#store.committedSeq;
    const view = new FilteredView(this.#store, read, boundary);
    open.view = view;
    view.addLive(this.#store.kept());
    if (boundary === 0) {
      view.finishScan();
      return;
    }
    open.cancelScan = this.#search.scan(filter, boundary, {
      found: (matches, scannedTo) => {
        view.addScanned(matches, scannedTo);
        this.#announce(open);
      },
      done: () => {
        view.finishScan();
        this.#announce(open);
      },
      failed: (error) => {
        open.failure = error;
      },
    });
  }

  #growth(open: OpenView): ViewGrowth {
    const { state } = open.view;
    if (open.followed === 0 || state.length <= open.toldLength) return state;
    const from = Math.max(open.toldLength, state.length - open.followed);
    open.toldLength = state.length;
    return { ...state, from, rows: this.#rowsOf(open.view, from, state.length - from) };
  }

  #rowsOf(view: View, from: number, count: number): TraceRow[] {
    return [...seqRuns(view.seqs(from, count))].flatMap(([first, last]) =>
      this.#store.between(first, last).map((record) => withLeg(toTraceRow(record), this.#store)),
    );
  }

  /** At once after a pause, else at the end of the interval. */
  #announce(open: OpenView): void {
    if (open.timer !== undefined || open.listeners.size === 0) return;
    const wait = open.announcedAt + GROWTH_MS - performance.now();
    const tell = (): void => {
      open.timer = undefined;
      open.announcedAt = performance.now();
      const growth = this.#growth(open);
      for (const listener of open.listeners) listener(growth);
    };
    if (wait <= 0) tell();
    else open.timer = setTimeout(tell, wait).unref();
  }
}
