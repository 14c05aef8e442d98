import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StationRegister } from '../../../../electron/core/central/station/stationRegister.ts';
import type { Station } from '../../../../shared/station/station.ts';

const PEER = { stationId: 'CP1', remoteAddress: '10.0.0.9' };

let saved: Station[];
let told: Station[];
let register: StationRegister;

beforeEach(() => {
  vi.useFakeTimers();
  saved = [];
  told = [];
  register = new StationRegister({ stations: [], saveStation: (station) => saved.push(station) });
  register.onChange((station) => told.push(station));
});
afterEach(() => {
  vi.useRealTimers();
});

it('a station that talks without a pause is told a few times a second, and at last with its last message', () => {
  const events = register.handleOf(PEER).sessionEvents();
  for (let at = 1; at <= 1000; at += 1) {
    events.received(at);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(1000);
  expect(told.length).toBeGreaterThan(2);
  expect(told.length).toBeLessThan(8);
  expect(told.at(-1)).toMatchObject({ id: 'CP1', lastReceivedAt: 1000 });
});

it('what it says about itself is told within a frame of the screen, with the time of its last message', () => {
  const events = register.handleOf(PEER).sessionEvents();
  events.received(1);
  vi.advanceTimersByTime(5);
  events.pinged(12);
  vi.advanceTimersByTime(20);
  expect(told).toMatchObject([{ id: 'CP1', pingRttMs: 12, lastReceivedAt: 1 }]);
  // The message alone is not told once more.
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(1);
});

it('tells and saves at its end what was not yet', () => {
  register.handleOf(PEER).sessionEvents().received(7);
  register.close();
  expect(told).toMatchObject([{ lastReceivedAt: 7 }]);
  expect(saved).toMatchObject([{ lastReceivedAt: 7 }]);
  vi.advanceTimersByTime(2000);
  expect(told).toHaveLength(1);
});
