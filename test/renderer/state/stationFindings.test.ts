import { expect, it } from 'vitest';
import { countFindings, findingsOf } from '../../../renderer/state/stationFindings.ts';
import { TOPIC_REDUCERS } from '../../../renderer/state/topicReducers.ts';
import type { Finding } from '../../../shared/station/finding.ts';
import { isTriggerUnsupported } from '../../../shared/station/unsupportedTrigger.ts';

const finding = (stationId: string, id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  stationId,
  code: id,
  severity: 'info',
  message: 'One.',
  firstAt: 1,
  lastAt: 1,
  count: 1,
  proof: [],
  ...more,
});

const ALL = [
  finding('A', 'a', { firstAt: 1, lastAt: 99 }),
  finding('B', 'a', { severity: 'error' }),
  finding('A', 'b', { firstAt: 5, severity: 'warning' }),
];

it('are of one station, the newest first, and do not move when they are seen again', () => {
  expect(findingsOf(ALL, 'A').map(({ id }) => id)).toEqual(['b', 'a']);
  expect(findingsOf(ALL, 'C')).toEqual([]);
});

it('are counted for each station with the gravest', () => {
  expect([...countFindings(ALL)]).toEqual([
    ['A', { count: 2, worst: 'warning' }],
    ['B', { count: 1, worst: 'error' }],
  ]);
});

it('a change replaces the finding of its station, or is one more', () => {
  const again = finding('A', 'a', { count: 2 });
  expect(TOPIC_REDUCERS.findings(ALL, again)).toEqual([again, ALL[1], ALL[2]]);
  const other = finding('B', 'b');
  expect(TOPIC_REDUCERS.findings(ALL, other)).toEqual([...ALL, other]);
});

it('know what a station cannot be asked for', () => {
  const known = (id: string): Finding[] => [finding('A', id, { code: 'trigger-unsupported' })];
  expect(isTriggerUnsupported(known('trigger-unsupported TriggerMessage'), 'A', 'Heartbeat')).toBe(true);
  expect(isTriggerUnsupported(known('trigger-unsupported Heartbeat'), 'A', 'Heartbeat')).toBe(true);
  expect(isTriggerUnsupported(known('trigger-unsupported Heartbeat'), 'A', 'MeterValues')).toBe(false);
  expect(isTriggerUnsupported(known('trigger-unsupported Heartbeat'), 'B', 'Heartbeat')).toBe(false);
});
