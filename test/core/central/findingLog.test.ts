import { expect, it } from 'vitest';
import { FindingLog } from '../../../electron/core/central/watch/findingLog.ts';
import type { NewFinding } from '../../../electron/core/central/watch/detector.ts';
import type { Finding } from '../../../shared/station/finding.ts';

const LATE: NewFinding = { severity: 'info', code: 'backlog', message: 'Late.', remedy: 'Wait.' };

it('counts what is found again and keeps the first proofs', () => {
  const log = new FindingLog();
  for (let seq = 1; seq <= 30; seq += 1) log.add('CP1', LATE, seq * 10, seq);
  log.add('CP1', { ...LATE, subject: 'connector 2' }, 5, undefined);
  expect(log.list()).toMatchObject([
    {
      id: 'backlog',
      count: 30,
      firstAt: 10,
      lastAt: 300,
      proof: Array.from({ length: 20 }, (_, n) => n + 1),
    },
    { id: 'backlog connector 2', count: 1, proof: [] },
  ]);
});

it('tells a finding at once, and repeats of it together', () => {
  const log = new FindingLog();
  const told: Finding[] = [];
  const saved: Finding[] = [];
  log.onChange((finding) => told.push(finding));
  for (let seq = 1; seq <= 100; seq += 1) log.add('CP1', LATE, seq, seq);
  expect(told.map(({ count }) => count)).toEqual([1]);
  log.close();
  expect(told.map(({ count }) => count)).toEqual([1, 100]);
  expect(saved).toEqual([]);
});

it('has its newest words', () => {
  const log = new FindingLog();
  log.add('CP1', LATE, 1, 1);
  log.add('CP1', { ...LATE, message: 'Later.' }, 2, 2);
  expect(log.list()).toMatchObject([{ message: 'Later.', count: 2 }]);
});

it('goes on from what the file kept', () => {
  const saved: Finding[] = [];
  const first = new FindingLog({ save: (finding) => saved.push(finding) });
  first.add('CP1', LATE, 1, 1);
  const second = new FindingLog(undefined, saved);
  second.add('CP1', LATE, 9, 7);
  expect(second.list()).toMatchObject([{ count: 2, firstAt: 1, lastAt: 9, proof: [1, 7] }]);
});
