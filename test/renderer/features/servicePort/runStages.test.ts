import { describe, expect, it } from 'vitest';
import { runStages } from '../../../../renderer/features/servicePort/runs/runStages.ts';
import {
  groupValues,
  isStateKey,
  sharedTrouble,
} from '../../../../renderer/features/servicePort/values/valueGroups.ts';
import type { DriverItem } from '../../../../shared/service-port/driverItem.ts';

describe('the stages of a push', () => {
  it('say where it is, and where it failed', () => {
    const marks = (state: Parameters<typeof runStages>[0]['state']): string[] =>
      runStages({ stage: 'transfer', state }).map(({ mark }) => mark);
    expect(marks('transferring')).toEqual(['done', 'done', 'now', 'open', 'open', 'open']);
    expect(marks('failed')).toEqual(['done', 'done', 'failed', 'open', 'open', 'open']);
    expect(marks('cancelled')[2]).toBe('skipped');
  });

  it('end with the version: proven, or not', () => {
    expect(runStages({ stage: 'version', state: 'verified' }).at(-1)).toMatchObject({
      number: 6,
      mark: 'done',
    });
    expect(runStages({ stage: 'version', state: 'unverified' }).at(-1)?.mark).toBe('doubtful');
  });
});

describe('live values', () => {
  const item = (key: string, more: Partial<DriverItem> = {}): DriverItem => ({
    key,
    title: key,
    type: 'text',
    access: 'read-only',
    risk: 'none',
    isSecret: false,
    isLive: true,
    ...more,
  });

  it('stand in their groups, without settings, and last those of no group and what nobody described', () => {
    const items = [item('state'), item('l1', { group: 'Currents' }), item('limit', { isLive: false })];
    const groups = groupValues(items, [
      { key: 'l1', value: '16', at: 1 },
      { key: 'odd', value: '?', at: 1 },
    ]);
    expect(groups.map(({ name, values }) => [name, values.map((one) => one.item.key)])).toEqual([
      ['Currents', ['l1']],
      ['', ['state', 'odd']],
    ]);
  });

  it('of a silent device say once that it is silent, and each by itself where some came', () => {
    const silent = { at: 1, failure: 'no-answer' as const, trouble: 'Unit 1 did not answer.' };
    const spared = { ...silent, trouble: 'It was not asked for any more.' };
    const refused = { at: 1, failure: 'refused' as const, trouble: 'Exception 2.' };
    expect(
      sharedTrouble([
        { key: 'a', ...silent },
        { key: 'b', ...silent },
        { key: 'c', ...spared },
      ]),
    ).toBe('Unit 1 did not answer.');
    expect(
      sharedTrouble([
        { key: 'a', ...silent },
        { key: 'b', ...refused },
      ]),
    ).toBeUndefined();
    expect(
      sharedTrouble([
        { key: 'a', ...silent },
        { key: 'b', at: 1, value: '1' },
      ]),
    ).toBeUndefined();
  });

  it.each(['state', 'status', 'evseState', 'live.state'])('%s says how the charger stands', (key) => {
    expect(isStateKey(key)).toBe(true);
  });
});
