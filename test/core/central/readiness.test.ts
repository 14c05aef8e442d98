import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Readiness } from '../../../electron/core/central/watch/readiness.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(readiness: Readiness): { isReady: boolean | undefined } {
  const seen: { isReady: boolean | undefined } = { isReady: undefined };
  void readiness.whenReady('CP1').then((isReady) => (seen.isReady = isReady));
  return seen;
}

it('a station that does not boot is ready after ten seconds', async () => {
  const readiness = new Readiness();
  readiness.connected('CP1');
  const seen = watched(readiness);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(seen.isReady).toBeUndefined();
  await vi.advanceTimersByTimeAsync(2);
  expect(seen.isReady).toBe(true);
});

it('a boot that is answered with Pending does not make it ready, one that is accepted does', async () => {
  const readiness = new Readiness();
  readiness.connected('CP1');
  const seen = watched(readiness);
  readiness.booted('CP1', { status: 'Pending' });
  await vi.advanceTimersByTimeAsync(100);
  expect(seen.isReady).toBeUndefined();
  readiness.booted('CP1', { status: 'Accepted' });
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.isReady).toBe(true);
});

it('the wait begins anew with each connection, and ends with it', async () => {
  const readiness = new Readiness();
  readiness.connected('CP1');
  const before = watched(readiness);
  readiness.connected('CP1');
  const seen = watched(readiness);
  await vi.advanceTimersByTimeAsync(1);
  expect(before.isReady).toBe(false);
  readiness.close();
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.isReady).toBe(false);
});
