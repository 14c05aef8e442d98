import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { Result } from '../../../../shared/contract/methods.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { TraceRow } from '../../../../shared/trace/record.ts';
import type { ViewGrowth } from '../../../../shared/trace/viewGrowth.ts';
import type { SeqRange } from '../../../../shared/trace/seqRanges.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { createRowCache, type RowCache } from './rowCache.ts';

/** `scanned < total` while the view is still being made. A new object after each change. */
export interface TraceViewState {
  phase: 'opening' | 'ready' | 'failed';
  failure?: Failure;
  length: number;
  scanned: number;
  total: number;
}

/** One filter over the trace: its length, live, and the rows that are looked at. */
export interface TraceView {
  get: () => TraceViewState;
  subscribe: (listener: () => void) => () => void;
  row(index: number): TraceRow | undefined;
  want(first: number, end: number): void;
  /** The last so many rows are looked at, also of what is still to come. Nothing: the list stands still. */
  followEnd(rows: number | undefined): void;
  /** When the first record of the view was; nothing while that is not known. */
  firstAt(): number | undefined;
  /** Times of the first and the last of the rows that are looked at, as far as they are here. */
  seenTimes(): { from: number; to: number } | undefined;
  locate(seq: number): Promise<number | undefined>;
  /** Where the first record stands that is not before a time, epoch ms. */
  locateTime(at: number): Promise<number | undefined>;
  nextIssue(from: number, step: 1 | -1): Promise<number | undefined>;
  nextMark(from: number, step: 1 | -1): Promise<number | undefined>;
  /** The record numbers of rows, and how many there are. Rejects with the failure of the contract. */
  ranges(rows: readonly SeqRange[]): Promise<Result<'view.ranges'>>;
  /** Rows wherever they are in the view, at most `LIMITS.rowsPerRead` of them. */
  read(rows: readonly SeqRange[]): Promise<TraceRow[]>;
  /** A step of a replay, as `view.play`. */
  play(from: number, until: number): Promise<{ length: number; nextAt?: number | undefined }>;
  close(): void;
}

export interface TraceViewOptions {
  client: ContractClient;
  filter: TraceFilter;
  /** Runs `action` soon, once for many calls: on the next animation frame. */
  createFlush: (action: () => void) => () => void;
}

/** Where rows come faster than they can be fetched, the end is shown at once, and its rows when they come. */
const LAG_ROWS = 300;

export function createTraceView({ client, filter, createFlush }: TraceViewOptions): TraceView {
  let state: TraceViewState = { phase: 'opening', length: 0, scanned: 0, total: 0 };
  let latest = state;
  let id: number | undefined;
  let endRows: number | undefined;
  let looked = { first: 0, end: 0 };
  let isClosed = false;
  let firstAt: number | 'asked' | undefined;
  let unsubscribe: (() => void) | undefined;
  const listeners = new Set<() => void>();

  const flush = createFlush(() => {
    if (isClosed) return;
    state = { ...latest, length: shownLength() };
    for (const listener of listeners) listener();
  });

  const endWith = (failure: Failure): void => {
    if (isClosed || failure.code === 'cancelled') return;
    latest = { ...latest, phase: 'failed', failure };
    flush();
  };

  const fail = (error: unknown): void => endWith(failureOf(error));

  const cache: RowCache = createRowCache({
    onRows: flush,
    onFailure: fail,
    fetch: async (from, count, signal) => {
      if (id === undefined) return [];
      return (await client.call('view.rows', { view: id, from, count }, { signal })).rows;
    },
  });

  /**
   * At the live end a row is shown when it is here: no placeholders flicker by. Only the last rows are fetched there,
   * so that what lies before them does not count.
   */
  const shownLength = (): number => {
    if (endRows === undefined || latest.length - state.length > LAG_ROWS) return latest.length;
    let { length } = latest;
    while (length > state.length && cache.row(length - 1) === undefined) length -= 1;
    return length;
  };

  /**
   * What is looked at; at the live end also what is not shown yet, since it is shown only when it is here. More than
   * `LAG_ROWS` before the end nothing is worth a fetch there: it is scrolled out of sight at once.
   */
  const want = (): void => {
    if (isClosed) return;
    if (endRows === undefined) return cache.want(looked.first, looked.end);
    const first = latest.length - endRows;
    const isNear = looked.end > 0 && first - looked.first <= LAG_ROWS;
    cache.want(isNear ? Math.min(first, looked.first) : first, latest.length);
  };

  const take = ({ from, rows, ...growth }: ViewGrowth): void => {
    latest = { phase: 'ready', ...growth };
    if (from !== undefined && rows !== undefined) cache.put(from, rows);
    cache.grow(growth.length);
    if (endRows !== undefined) want();
    flush();
  };

  /** Growth then brings the rows along. */
  const tellFollowed = (): void => {
    if (id === undefined || isClosed) return;
    const rows = Math.min(endRows ?? 0, LIMITS.rowsFollowed);
    // A link that is closed has closed its views with it.
    client.call('view.follow', { view: id, rows }).catch(failureOf);
  };

  const open = async (): Promise<void> => {
    try {
      const opened = await client.call('view.open', { filter });
      id = opened.view;
      if (isClosed) closeView();
      else {
        const stops = [
          client.subscribe('view', { view: id }, { snapshot: take, change: take, ended: endWith }),
          client.subscribe(
            'marks',
            {},
            {
              // A second snapshot means that changes were missed.
              snapshot: () => cache.refresh(),
              change: ({ seqs }) => cache.refresh(seqs),
              // A lost link ends the view itself, which says so.
              ended: () => undefined,
            },
          ),
        ];
        unsubscribe = () => stops.forEach((stop) => stop());
        if (endRows !== undefined) tellFollowed();
      }
    } catch (error) {
      fail(error);
    }
  };

  const closeView = (): void => {
    if (id === undefined) return;
    // A link that is closed has closed its views with it.
    client.call('view.close', { view: id }).catch(failureOf);
  };

  const askFirstAt = async (view: number): Promise<void> => {
    firstAt = 'asked';
    try {
      firstAt = (await client.call('view.rows', { view, from: 0, count: 1 })).rows[0]?.at;
      flush();
    } catch (error) {
      fail(error);
    }
  };

  void open();
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    row: (index) => cache.row(index),
    want: (first, end) => {
      looked = { first, end };
      want();
    },
    followEnd(rows) {
      if (isClosed || rows === endRows) return;
      endRows = rows;
      tellFollowed();
      want();
      flush();
    },
    firstAt() {
      if (firstAt === undefined && id !== undefined && state.length > 0) void askFirstAt(id);
      return typeof firstAt === 'number' ? firstAt : undefined;
    },
    seenTimes() {
      const times: number[] = [];
      for (let index = Math.max(0, looked.first); index < looked.end; index += 1) {
        const at = cache.row(index)?.at;
        if (at !== undefined) times.push(at);
      }
      return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) };
    },
    async locateTime(at) {
      if (id === undefined) return undefined;
      return (await client.call('view.locateTime', { view: id, at })).index;
    },
    async locate(seq) {
      if (id === undefined) return undefined;
      return (await client.call('view.locate', { view: id, seq })).index;
    },
    async nextMark(from, step) {
      if (id === undefined) return undefined;
      return (await client.call('view.nextMark', { view: id, from, step })).index;
    },
    async ranges(rows) {
      if (id === undefined) return { ranges: [], count: 0 };
      return client.call('view.ranges', { view: id, rows: rows.map(([first, last]) => [first, last]) });
    },
    async read(rows) {
      const parts: TraceRow[] = [];
      for (const [from, to] of rows) {
        const count = Math.min(to - from + 1, LIMITS.rowsPerRead - parts.length);
        if (id === undefined || count < 1) break;
        parts.push(...(await client.call('view.rows', { view: id, from, count })).rows);
      }
      return parts;
    },
    async nextIssue(from, step) {
      if (id === undefined) return undefined;
      return (await client.call('view.nextIssue', { view: id, from, step })).index;
    },
    async play(from, until) {
      if (id === undefined) return { length: from };
      return client.call('view.play', { view: id, from, until });
    },
    close() {
      isClosed = true;
      cache.close();
      unsubscribe?.();
      closeView();
    },
  };
}
