import type { TraceView, TraceViewState } from './traceView.ts';

/** What stands still while thousands of rows come by may be a little behind: nobody reads numbers faster than that. */
const EVERY_MS = 200;

/** How a view stands, without its numbers. */
export interface ViewStanding extends Pick<TraceViewState, 'phase' | 'failure'> {
  isEmpty: boolean;
  /** It is still being made. */
  isScanning: boolean;
}

export interface CoarseState {
  get(): TraceViewState;
  /** The same object as long as nothing about it is different. */
  standing(): ViewStanding;
  subscribe(listener: () => void): () => void;
}

/** The state of a view, for all but the list itself: at once after a pause or where it stands otherwise, else a few times a second. */
export function createCoarseState(view: Pick<TraceView, 'get' | 'subscribe'>): CoarseState {
  let state = view.get();
  let standing = standingOf(state);
  let takenAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const take = (): void => {
    clearTimeout(timer);
    timer = undefined;
    state = view.get();
    const now = standingOf(state);
    if (isOther(standing, now)) standing = now;
    takenAt = performance.now();
    for (const listener of listeners) listener();
  };
  const look = (): void => {
    const wait = takenAt + EVERY_MS - performance.now();
    if (wait <= 0 || isOther(standing, standingOf(view.get()))) take();
    else timer ??= setTimeout(take, wait);
  };

  let stop: (() => void) | undefined;
  return {
    get: () => state,
    standing: () => standing,
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

function standingOf({ phase, failure, length, scanned, total }: TraceViewState): ViewStanding {
  const common = { phase, isEmpty: length === 0, isScanning: scanned < total };
  return failure === undefined ? common : { ...common, failure };
}

function isOther(before: ViewStanding, now: ViewStanding): boolean {
  return (
    before.phase !== now.phase ||
    before.failure !== now.failure ||
    before.isEmpty !== now.isEmpty ||
    before.isScanning !== now.isScanning
  );
}
