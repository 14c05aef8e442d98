import type { ContractError } from '../../../../shared/contract/failure.ts';
import type { Timeline, TimelineChange } from '../../../../shared/trace/timeline/timeline.ts';
import type { TraceRecords } from '../store/traceRecords.ts';
import type { TraceSearch } from '../views/traceSearch.ts';
import { LiveTimeline } from './liveTimeline.ts';

/** A strip need not move more often. */
const CHANGE_MS = 400;
/** Timelines that are kept up to date though nobody looks: coming back to a station is then instant. */
const MAX_KEPT = 8;

interface KeptTimeline {
  timeline: LiveTimeline;
  listeners: Set<(change: TimelineChange) => void>;
  timer: NodeJS.Timeout | undefined;
  cancelCount: () => void;
  failure: ContractError | undefined;
}

/** The timelines of one trace: of single stations, and of all. Each is counted once and then grows with the trace. */
export class Timelines {
  readonly #store: TraceRecords;
  readonly #search: TraceSearch;
  /** The longest unused first. */
  readonly #kept = new Map<string, KeptTimeline>();
  readonly #stopListening: () => void;

  constructor(store: TraceRecords, search: TraceSearch) {
    this.#store = store;
    this.#search = search;
    this.#stopListening = store.onGrowth(({ records }) => {
      for (const kept of this.#kept.values()) {
        kept.timeline.add(records);
        this.#tellSoon(kept);
      }
    });
  }

  /** As far as it is counted. Fails where the trace could not be looked through. */
  snapshot(stationId: string | undefined): Timeline {
    const { timeline, failure } = this.#of(stationId);
    if (failure !== undefined) throw failure;
    return timeline.snapshot();
  }

  /** Answers with the function that ends it. */
  onChange(stationId: string | undefined, listener: (change: TimelineChange) => void): () => void {
    const { listeners } = this.#of(stationId);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  close(): void {
    this.#stopListening();
    for (const key of this.#kept.keys()) this.#forget(key);
  }

  #of(stationId: string | undefined): KeptTimeline {
    // A station may have any name, the empty one too.
    const key = JSON.stringify(stationId ?? null);
    let kept = this.#kept.get(key);
    if (kept?.failure !== undefined) {
      this.#forget(key);
      kept = undefined;
    }
    kept ??= this.#count(stationId);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const [other, { listeners }] of this.#kept) {
      if (this.#kept.size <= MAX_KEPT) break;
      if (listeners.size === 0 && other !== key) this.#forget(other);
    }
    return kept;
  }

  #count(stationId: string | undefined): KeptTimeline {
    const boundary = this.#store.committedSeq;
    const timeline = new LiveTimeline(stationId, boundary);
    const kept: KeptTimeline = {
      timeline,
      listeners: new Set(),
      timer: undefined,
      cancelCount: () => undefined,
      failure: undefined,
    };
    timeline.add(this.#store.kept());
    kept.cancelCount = this.#search.timeline(boundary, stationId, {
      progress: (scannedTo) => {
        timeline.progress(scannedTo);
        this.#tellSoon(kept);
      },
      done: (counted) => {
        timeline.takeOver(counted);
        this.#tellSoon(kept);
      },
      failed: (error) => {
        kept.failure = error;
      },
    });
    return kept;
  }

  #forget(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    kept.cancelCount();
    clearTimeout(kept.timer);
    kept.listeners.clear();
  }

  #tellSoon(kept: KeptTimeline): void {
    if (kept.listeners.size === 0) return;
    kept.timer ??= setTimeout(() => {
      kept.timer = undefined;
      const change = kept.timeline.takeChange();
      for (const listener of kept.listeners) listener(change);
    }, CHANGE_MS).unref();
  }
}
