import { describe, expect, it } from 'vitest';
import { outcomeView } from '../../../../renderer/features/overview/outcomeView.ts';
import { clockState, heartbeatState } from '../../../../renderer/features/overview/vitals.ts';

const NOW = 1_000_000;

describe('heartbeat', () => {
  it('is none where none came', () => {
    expect(heartbeatState({ lastReceivedAt: NOW }, NOW)).toBe('none');
  });

  it('is fresh within the interval and its grace', () => {
    expect(heartbeatState({ lastHeartbeatAt: NOW - 89_000, heartbeatIntervalS: 60 }, NOW)).toBe('fresh');
  });

  it('may be replaced by other messages', () => {
    const facts = { lastHeartbeatAt: NOW - 200_000, lastReceivedAt: NOW - 5000, heartbeatIntervalS: 60 };
    expect(heartbeatState(facts, NOW)).toBe('replaced');
  });

  it('is overdue when nothing comes at all', () => {
    const facts = { lastHeartbeatAt: NOW - 200_000, lastReceivedAt: NOW - 95_000, heartbeatIntervalS: 60 };
    expect(heartbeatState(facts, NOW)).toBe('overdue');
  });
});

it('judges a clock by its distance, either way', () => {
  expect([400, -5000, -30_000, 3_600_000].map(clockState)).toEqual(['right', 'right', 'off', 'wrong']);
});

describe('outcome', () => {
  it('is good only where the charger does it', () => {
    const tone = (status: string): string =>
      outcomeView({ outcome: 'answered', action: 'Reset', payload: { status } }).tone;
    expect([tone('Accepted'), tone('Rejected'), tone('NotSupported')]).toEqual(['ok', 'warn', 'warn']);
  });

  it('counts settings', () => {
    const payload = { configurationKey: [{}, {}] };
    expect(outcomeView({ outcome: 'answered', action: 'GetConfiguration', payload })).toEqual({
      tone: 'ok',
      key: 'keys',
      values: { count: 2 },
    });
  });

  it('names what a refusal said', () => {
    expect(outcomeView({ outcome: 'refused', action: 'Reset', code: 'NotSupported' })).toEqual({
      tone: 'bad',
      key: 'refused',
      values: { code: 'NotSupported', description: '' },
    });
  });
});
