import { describe, expect, it } from 'vitest';
import { runStages } from '../../../../renderer/features/servicePort/runs/runStages.ts';
import { groupValues, isStateKey } from '../../../../renderer/features/servicePort/values/valueGroups.ts';
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

  it('stand in their groups, without settings, and with what nobody described', () => {
    const items = [item('state'), item('l1', { group: 'Currents' }), item('limit', { isLive: false })];
    const groups = groupValues(items, [
      { key: 'l1', value: '16', at: 1 },
      { key: 'odd', value: '?', at: 1 },
    ]);
    expect(groups.map(({ name, values }) => [name, values.map((one) => one.item.key)])).toEqual([
      ['', ['state', 'odd']],
      ['Currents', ['l1']],
    ]);
  });

  it.each(['state', 'status', 'evseState', 'live.state'])('%s says how the charger stands', (key) => {
    expect(isStateKey(key)).toBe(true);
  });
});
