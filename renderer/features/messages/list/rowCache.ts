import type { TraceRow } from '../../../../shared/trace/record.ts';

export type FetchRows = (from: number, count: number, signal: AbortSignal) => Promise<readonly TraceRow[]>;

export interface RowCacheOptions {
  /** Rejects when the signal is aborted. */
  fetch: FetchRows;
  /** Some rows came or changed. */
  onRows: () => void;
  onFailure: (error: unknown) => void;
  pageRows?: number;
  maxPages?: number;
  /** How often calls without an answer are looked at again, at most. */
  refreshMs?: number;
}

export interface RowCache {
  row(index: number): TraceRow | undefined;
  /** The rows `first` to `end - 1` should be here: fetches what lacks and gives up what is no longer looked at. */
  want(first: number, end: number): void;
  /** Rows from `from` on that came without being asked for. */
  put(from: number, rows: readonly TraceRow[]): void;
  /** The view has so many rows now. Also called when only records outside the view came: one may be an answer. */
  grow(length: number): void;
  /** These records look different since, or any: those that are held are fetched again. */
  refresh(seqs?: readonly number[]): void;
  /** How many pages are held. */
  readonly pages: number;
  close(): void;
}

interface Page {
  /** From the page's first row on; rows that did not come yet are missing. */
  rows: (TraceRow | undefined)[];
  loading?: AbortController;
}

/** A call this much older than the newest row gets no answer any more. */
const ANSWER_WAIT_MS = 120_000;

/**
 * Holds the rows around the viewport, in pages. A page that is complete is never fetched again, but for calls that
 * were without an answer: a row changes once, when it gets its pair. At the live end only the missing rows of the
 * last page are fetched.
 */
export function createRowCache(options: RowCacheOptions): RowCache {
  const { fetch, onRows, onFailure, pageRows = 100, maxPages = 60, refreshMs = 250 } = options;
  /** In the order of use, the longest unused first. */
  const pages = new Map<number, Page>();
  const closing = new AbortController();
  let length = 0;
  let first = 0;
  let end = 0;
  let newestAt = 0;
  let isClosed = false;
  let isRefreshDue = false;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;

  const row = (index: number): TraceRow | undefined =>
    pages.get(Math.floor(index / pageRows))?.rows[index % pageRows];

  const fail = (error: unknown, signal: AbortSignal): void => {
    if (!signal.aborted && !isClosed) onFailure(error);
  };

  /** The rows of a page that are not here, from the first of them to the last; nothing where all that is wanted is. */
  const missingOf = (number: number, { rows }: Page): { from: number; count: number } | undefined => {
    const base = number * pageRows;
    const size = Math.min(pageRows, length - base);
    const isMissing = (at: number): boolean => at >= 0 && at < size && rows[at] === undefined;
    const [start, stop] = [Math.max(0, first - base), Math.min(size, end - base)];
    let wanted = start;
    while (wanted < stop && !isMissing(wanted)) wanted += 1;
    if (wanted >= stop) return undefined;
    let from = 0;
    while (!isMissing(from)) from += 1;
    let last = size - 1;
    while (!isMissing(last)) last -= 1;
    return { from: base + from, count: last - from + 1 };
  };

  const fill = (from: number, fresh: readonly TraceRow[]): void => {
    fresh.forEach((row, i) => {
      const number = Math.floor((from + i) / pageRows);
      const page = pageOf(number);
      page.rows[(from + i) % pageRows] ??= row;
    });
    newestAt = Math.max(newestAt, fresh.at(-1)?.at ?? 0);
  };

  /** The page, used last from now on. */
  const pageOf = (number: number): Page => {
    const page = pages.get(number) ?? { rows: [] };
    pages.delete(number);
    pages.set(number, page);
    return page;
  };

  const load = async (number: number, page: Page): Promise<void> => {
    const missing = missingOf(number, page);
    if (page.loading !== undefined || missing === undefined || isClosed) return;
    const controller = new AbortController();
    page.loading = controller;
    let hasMore = false;
    try {
      const rows = await fetch(missing.from, missing.count, controller.signal);
      if (controller.signal.aborted) return;
      fill(missing.from, rows);
      hasMore = rows.length > 0;
      if (hasMore) onRows();
    } catch (error) {
      fail(error, controller.signal);
    } finally {
      if (page.loading === controller) delete page.loading;
    }
    // The view grew meanwhile.
    if (hasMore && isNear(number)) await load(number, page);
  };

  const isNear = (number: number): boolean =>
    number >= Math.floor(first / pageRows) - 1 && number <= Math.floor(end / pageRows) + 1;

  const giveUpFar = (): void => {
    for (const [number, page] of pages) {
      if (page.loading === undefined || isNear(number)) continue;
      page.loading.abort();
      delete page.loading;
    }
  };

  const evict = (): void => {
    for (const number of pages.keys()) {
      if (pages.size <= maxPages) return;
      if (!isNear(number)) pages.delete(number);
    }
  };

  const loadWanted = (): void => {
    if (end <= first) return;
    for (let number = Math.floor(first / pageRows); number <= Math.floor((end - 1) / pageRows); number += 1) {
      void load(number, pageOf(number));
    }
    evict();
  };

  const isWaiting = (index: number): boolean => {
    const known = row(index);
    return (
      known !== undefined &&
      known.kind === 'call' &&
      known.pairSeq === undefined &&
      newestAt - known.at < ANSWER_WAIT_MS
    );
  };

  const refreshWaiting = async (): Promise<void> => {
    let from = first;
    let to = Math.min(end, length) - 1;
    while (from <= to && !isWaiting(from)) from += 1;
    while (to >= from && !isWaiting(to)) to -= 1;
    if (to < from) return;
    const rows = await fetch(from, to - from + 1, closing.signal);
    let isChanged = false;
    rows.forEach((fresh, i) => {
      const index = from + i;
      const page = pages.get(Math.floor(index / pageRows));
      if (page?.rows[index % pageRows] === undefined || !isWaiting(index) || fresh.pairSeq === undefined)
        return;
      page.rows[index % pageRows] = fresh;
      isChanged = true;
    });
    if (isChanged) onRows();
  };

  const refreshIn = async (
    number: number,
    page: Page,
    seqs: ReadonlySet<number> | undefined,
  ): Promise<void> => {
    const isMeant = (row: TraceRow | undefined): boolean => row !== undefined && (seqs?.has(row.seq) ?? true);
    const from = page.rows.findIndex(isMeant);
    if (from === -1) return;
    const to = page.rows.findLastIndex(isMeant);
    try {
      const rows = await fetch(number * pageRows + from, to - from + 1, closing.signal);
      rows.forEach((fresh, i) => {
        if (page.rows[from + i]?.seq === fresh.seq) page.rows[from + i] = fresh;
      });
      onRows();
    } catch (error) {
      fail(error, closing.signal);
    }
  };

  const runRefresh = async (): Promise<void> => {
    isRefreshDue = false;
    try {
      await refreshWaiting();
    } catch (error) {
      fail(error, closing.signal);
    }
    refreshTimer = undefined;
    // The view grew while the rows were on their way: they may be of before.
    if (isRefreshDue && !isClosed) scheduleRefresh();
  };

  const scheduleRefresh = (): void => {
    isRefreshDue = true;
    refreshTimer ??= setTimeout(() => void runRefresh(), refreshMs);
  };

  return {
    row,
    want(from, to) {
      first = Math.max(0, from);
      end = Math.min(to, length);
      giveUpFar();
      loadWanted();
    },
    put(from, rows) {
      fill(from, rows);
      evict();
    },
    grow(now) {
      length = now;
      loadWanted();
      if (first < end) scheduleRefresh();
    },
    refresh(seqs) {
      const changed = seqs && new Set(seqs);
      for (const [number, page] of pages) void refreshIn(number, page, changed);
    },
    get pages() {
      return pages.size;
    },
    close() {
      isClosed = true;
      clearTimeout(refreshTimer);
      closing.abort();
      for (const page of pages.values()) page.loading?.abort();
    },
  };
}
