import { describe, expect, it } from 'vitest';
import { TOPIC_REDUCERS } from '../../../renderer/state/topicReducers.ts';
import { LIMITS } from '../../../shared/contract/limits.ts';
import { DEFAULT_LINE } from '../../../shared/service-port/lineSettings.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import type { Attempt } from '../../../shared/station/attempt.ts';
import type { Station } from '../../../shared/station/station.ts';

function station(id: string, more: Partial<Station> = {}): Station {
  return {
    id,
    connected: true,
    remoteAddress: '127.0.0.1',
    bootCount: 0,
    connectors: [],
    openCalls: 0,
    ...more,
  };
}

function attempt(id: number, more: Partial<Attempt> = {}): Attempt {
  return {
    id,
    at: id,
    remoteAddress: '127.0.0.1',
    stage: 'tcp',
    ok: false,
    code: 'silent',
    sentence: 'Connected but sent nothing.',
    head: '',
    ...more,
  };
}

describe('ports', () => {
  const port = (path: string, more: Partial<PortState> = {}): PortState => ({
    port: { path, name: path, origin: 'typed', deviceKey: path, isGone: false },
    phase: 'closed',
    line: DEFAULT_LINE,
    signals: {},
    cableId: `cable:${path}`,
    stationId: `cable:${path}`,
    isLinked: false,
    banners: [],
    receivedBytes: 0,
    sentBytes: 0,
    ...more,
  });

  it('lets go of one that was forgotten', () => {
    const state = [port('/dev/ttyUSB0'), port('/dev/ttyUSB1')];
    const left = TOPIC_REDUCERS.ports(state, port('/dev/ttyUSB0', { isForgotten: true }));
    expect(left).toEqual([port('/dev/ttyUSB1')]);
  });
});

describe('stations', () => {
  it('puts a new one where its id belongs, numbers as numbers', () => {
    const state = TOPIC_REDUCERS.stations([station('CP-2'), station('CP-10')], station('CP-3'));
    expect(state.map(({ id }) => id)).toEqual(['CP-2', 'CP-3', 'CP-10']);
  });

  it('changes one in its place and leaves the others as they are', () => {
    const [first, second] = [station('CP-1'), station('CP-2')];
    const state = TOPIC_REDUCERS.stations([first, second], station('CP-1', { connected: false }));
    expect(state[0]?.connected).toBe(false);
    expect(state[1]).toBe(second);
  });

  it('tells ids apart that differ in case only', () => {
    const state = TOPIC_REDUCERS.stations([station('cp-1')], station('CP-1'));
    expect(state.map(({ id }) => id)).toEqual(['CP-1', 'cp-1']);
  });
});

describe('attempts', () => {
  it('puts a new one first', () => {
    expect(TOPIC_REDUCERS.attempts([attempt(1)], attempt(2)).map(({ id }) => id)).toEqual([2, 1]);
  });

  it('grows one in its place', () => {
    const state = TOPIC_REDUCERS.attempts([attempt(2), attempt(1)], attempt(1, { stage: 'http' }));
    expect(state.map(({ id, stage }) => [id, stage])).toEqual([
      [2, 'tcp'],
      [1, 'http'],
    ]);
  });

  it('keeps as many as a snapshot holds', () => {
    const full = Array.from({ length: LIMITS.attemptsShown }, (_, index) => attempt(1000 - index));
    const state = TOPIC_REDUCERS.attempts(full, attempt(1001));
    expect(state).toHaveLength(LIMITS.attemptsShown);
    expect(state[0]?.id).toBe(1001);
  });
});
