import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCoarseState } from '../../../renderer/features/messages/list/coarseState.ts';
import type { TraceViewState } from '../../../renderer/features/messages/list/traceView.ts';

const READY: TraceViewState = { phase: 'ready', length: 1, scanned: 1, total: 1 };

/** As much of a view as its state. */
function viewWith(state: TraceViewState) {
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    become(change: Partial<TraceViewState>) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    listeners,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('follows at once after a pause, then a few times a second, and ends with the last state', () => {
  const view = viewWith(READY);
  const coarse = createCoarseState(view);
  const told: number[] = [];
  coarse.subscribe(() => told.push(coarse.get().length));
  vi.advanceTimersByTime(1000);
  told.length = 0;
  for (let length = 2; length <= 100; length += 1) {
    view.become({ length });
    vi.advanceTimersByTime(10);
  }
  expect(told[0]).toBe(2);
  expect(told.length).toBeLessThanOrEqual(7);
  vi.advanceTimersByTime(1000);
  expect(coarse.get().length).toBe(100);
});

it.each<[string, TraceViewState, Partial<TraceViewState>]>([
  ['the first rows came', { ...READY, length: 0 }, { length: 3 }],
  ['the search is through', { ...READY, scanned: 5, total: 10 }, { scanned: 10 }],
  ['it failed', READY, { phase: 'failed' }],
])('tells at once that %s', (_, before, change) => {
  const view = viewWith(before);
  const coarse = createCoarseState(view);
  const stop = coarse.subscribe(() => undefined);
  view.become(change);
  expect(coarse.get()).toEqual({ ...before, ...change });
  stop();
  expect(view.listeners.size).toBe(0);
});

it('stands as before while only its numbers are others', () => {
  const view = viewWith(READY);
  const coarse = createCoarseState(view);
  const stop = coarse.subscribe(() => undefined);
  const before = coarse.standing();
  expect(before).toEqual({ phase: 'ready', isEmpty: false, isScanning: false });
  view.become({ length: 500, scanned: 500, total: 500 });
  vi.advanceTimersByTime(1000);
  expect(coarse.get().length).toBe(500);
  expect(coarse.standing()).toBe(before);
  view.become({ scanned: 10 });
  expect(coarse.standing()).toEqual({ phase: 'ready', isEmpty: false, isScanning: true });
  stop();
});
