import { describe, expect, it } from 'vitest';
import { remoteHost, waitingAttempts } from '../../../renderer/state/waitingAttempts.ts';
import type { Attempt } from '../../../shared/station/attempt.ts';

const NOW = 10_000_000;

function attempt(id: number, more: Partial<Attempt> = {}): Attempt {
  return {
    id,
    at: NOW - 1000,
    remoteAddress: '192.168.1.80',
    stage: 'http',
    ok: false,
    code: 'subprotocol',
    sentence: 'Asked for ocpp1.2.',
    head: '',
    ...more,
  };
}

describe('who waits', () => {
  it('shows each charger once, by its newest attempt', () => {
    expect(waitingAttempts([attempt(3), attempt(2), attempt(1)], NOW).map(({ id }) => id)).toEqual([3]);
  });

  it('leaves out who got in since', () => {
    expect(waitingAttempts([attempt(2, { ok: true }), attempt(1)], NOW)).toEqual([]);
  });

  it('tells chargers behind one address apart by their path', () => {
    const attempts = [attempt(2, { pathId: 'CP-1', ok: true }), attempt(1, { pathId: 'CP-2' })];
    expect(waitingAttempts(attempts, NOW).map(({ id }) => id)).toEqual([1]);
  });

  it('takes the port of the charger for no difference', () => {
    const attempts = [
      attempt(2, { remoteAddress: '192.168.1.80:50002' }),
      attempt(1, { remoteAddress: '192.168.1.80:50001' }),
    ];
    expect(waitingAttempts(attempts, NOW).map(({ id }) => id)).toEqual([2]);
  });

  it('forgets after half an hour', () => {
    expect(waitingAttempts([attempt(1, { at: NOW - 31 * 60_000 })], NOW)).toEqual([]);
  });
});

describe('remote host', () => {
  it.each([
    ['192.168.1.80', '192.168.1.80'],
    ['192.168.1.80:5000', '192.168.1.80'],
    ['::ffff:192.168.1.80', '192.168.1.80'],
    ['fe80::1', 'fe80::1'],
    ['[fe80::1]:5000', 'fe80::1'],
  ])('of %s is %s', (remoteAddress, host) => {
    expect(remoteHost(remoteAddress)).toBe(host);
  });
});
