import type { TraceView, TraceViewState } from './traceView.ts';

/** What stands still while thousands of rows come by may be a little behind: nobody reads numbers faster than that. */
const EVERY_MS = 200;

export interface CoarseState {
  get(): TraceViewState;
  subscribe(listener: () => void): () => void;
}

/** The state of a view, for all but the list itself: at once after a pause or where it is of another kind, else a few times a second. */
export function createCoarseState(view: Pick<TraceView, 'get' | 'subscribe'>): CoarseState {
  let state = view.get();
  let takenAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const take = (): void => {
    clearTimeout(timer);
    timer = undefined;
    state = view.get();
    takenAt = performance.now();
    for (const listener of listeners) listener();
  };
  const look = (): void => {
    const wait = takenAt + EVERY_MS - performance.now();
    if (wait <= 0 || isOtherKind(state, view.get())) take();
    else timer ??= setTimeout(take, wait);
  };

  let stop: (() => void) | undefined;
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= view.subscribe(look);
      look();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
        stop?.();
        stop = undefined;
      };
    },
  };
}

function isOtherKind(before: TraceViewState, now: TraceViewState): boolean {
  return (
    before.phase !== now.phase ||
    (before.length === 0) !== (now.length === 0) ||
    before.scanned < before.total !== now.scanned < now.total
  );
}
