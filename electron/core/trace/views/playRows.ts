import { seqRuns } from '../../../../shared/trace/seqRanges.ts';
import type { TraceRecords } from '../store/traceRecords.ts';
import type { View } from './view.ts';

/** How far a replay has come: `length` rows are shown; `nextAt` is the time of the row after them, epoch ms. */
export interface Played {
  length: number;
  nextAt?: number;
}

const ROWS_AT_ONCE = 1000;
/** What one step of a replay may bring, so that it costs the core no more than a few milliseconds. */
const MOST_ROWS = 20_000;
/** A clock that was set back by more than this begins a new count of time. */
const SET_BACK_MS = 1000;

/**
 * Goes on from row `from` (which is not shown yet) to the last one that is not later than `until`. It stops early
 * before a row whose clock was set back: what follows has its own rhythm.
 */
export function playRows(view: View, store: TraceRecords, from: number, until: number): Played {
  let length = from;
  let before: number | undefined;
  while (length < from + MOST_ROWS) {
    const times = timesOf(view, store, length);
    if (times.length === 0) return { length };
    for (const at of times) {
      if (at > until || (before !== undefined && at < before - SET_BACK_MS)) return { length, nextAt: at };
      // A lost record has no time; it comes with the one before.
      if (at > 0) before = at;
      length += 1;
    }
  }
  const [nextAt] = timesOf(view, store, length);
  return nextAt === undefined ? { length } : { length, nextAt };
}

function timesOf(view: View, store: TraceRecords, from: number): number[] {
  return [...seqRuns(view.seqs(from, ROWS_AT_ONCE))].flatMap(([first, last]) =>
    store.timesBetween(first, last),
  );
}
