import { describe, expect, it } from 'vitest';
import { AttemptLog } from '../../../electron/core/front-door/attemptLog.ts';
import { LIMITS } from '../../../shared/contract/limits.ts';
import type { Attempt } from '../../../shared/station/attempt.ts';

const attempt = (at: number): Omit<Attempt, 'id'> => ({
  at,
  remoteAddress: `10.0.0.${at}`,
  stage: 'tcp',
  ok: false,
  code: 'silent',
  sentence: 'Connected but sent nothing.',
  head: '',
});

function logWith(earlier: Attempt[] = []) {
  const saved: Attempt[] = [];
  let id = earlier.length;
  const log = new AttemptLog({ nextId: () => (id += 1), save: (one) => saved.push(one) }, earlier);
  return { log, saved };
}

it('numbers, saves and tells of each attempt and of its growth', () => {
  const { log, saved } = logWith();
  const told: Attempt[] = [];
  const stop = log.onChange((one) => told.push(one));
  const first = log.add(attempt(1));
  log.add(attempt(2));
  log.update({ ...first, stage: 'connected', ok: true });
  stop();
  log.add(attempt(3));
  expect(log.list().map(({ id, stage }) => [id, stage])).toEqual([
    [3, 'tcp'],
    [2, 'tcp'],
    [1, 'connected'],
  ]);
  expect(told.map(({ id }) => id)).toEqual([1, 2, 1]);
  expect(saved.map(({ id }) => id)).toEqual([1, 2, 1, 3]);
});

it('keeps the newest in memory', () => {
  const { log, saved } = logWith();
  for (let at = 0; at < LIMITS.attemptsShown + 5; at += 1) log.add(attempt(at));
  expect(log.list()).toHaveLength(LIMITS.attemptsShown);
  expect(log.list()[0]?.at).toBe(LIMITS.attemptsShown + 4);
  expect(saved).toHaveLength(LIMITS.attemptsShown + 5);
});

it('starts with those of the file', () => {
  const { log } = logWith([
    { ...attempt(2), id: 2 },
    { ...attempt(1), id: 1 },
  ]);
  log.add(attempt(3));
  expect(log.list().map(({ id }) => id)).toEqual([3, 2, 1]);
});

describe('failures of one kind from one address', () => {
  const again = (at: number): Omit<Attempt, 'id'> => ({ ...attempt(7), at, head: `head ${at}` });

  it('are one entry that counts, with the newest head, and stands where the newest belongs', () => {
    const { log } = logWith();
    log.add(again(1));
    log.add(attempt(2));
    log.add(again(3));
    log.add(again(4));
    expect(log.list()).toMatchObject([{ id: 1, at: 1, lastAt: 4, count: 3, head: 'head 4' }, { id: 2 }]);
  });

  it('are left by one that comes further', () => {
    const { log } = logWith();
    log.add(again(1));
    const second = log.add(again(2));
    log.update({ ...second, ok: true, code: 'connected', stage: 'connected' });
    expect(log.list()).toMatchObject([
      { id: 2, code: 'connected' },
      { id: 1, code: 'silent', count: 1 },
    ]);
  });

  it('are apart where half an hour lies between them', () => {
    const { log } = logWith();
    log.add(again(1));
    log.add(again(30 * 60_000 + 2));
    expect(log.list()).toHaveLength(2);
  });
});
