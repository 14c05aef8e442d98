import { expect, it } from 'vitest';
import { knownConfiguration } from '../../../electron/core/configuration/knownConfiguration.ts';
import type { ChangeRun, ChangeStep } from '../../../shared/configuration/change.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { Snapshot } from '../../../shared/configuration/snapshot.ts';

const READ_AT = 1000;

function configuration(addresses: readonly string[]): Configuration {
  return {
    owner: { stationId: 'CP-1', version: '1.6' },
    readAt: READ_AT,
    scope: 'full',
    how: 'all-at-once',
    isWhole: true,
    items: addresses.map((address) => ({ address, value: 'old' })),
    unknown: [],
    unread: [],
    issues: [],
    steps: [],
    sentence: '',
    proof: [],
  };
}

function snapshot(id: string, cause: Snapshot['cause'], scope: Snapshot['scope'] = 'full'): Snapshot {
  const { owner } = configuration([]);
  return { id, owner, at: READ_AT, cause, items: 0, scope, isWhole: true };
}

function run(steps: ReadonlyArray<Partial<ChangeStep>>): ChangeRun {
  return {
    id: 'run',
    stationId: 'CP-1',
    origin: 'edit',
    startedAt: READ_AT - 1,
    state: 'broken-off',
    steps: steps.map((step) => ({
      address: '',
      isSecret: false,
      wanted: 'new',
      state: 'accepted',
      at: READ_AT + 1,
      ...step,
    })),
    restartedByItself: false,
    sentence: '',
  };
}

it('is the newest snapshot that came from the charger, with what is known of the changes after it', () => {
  const all = [snapshot('a', 'asked'), snapshot('b', 'before-change'), snapshot('c', 'asked', 'summary')];
  const steps: Partial<ChangeStep>[] = [
    { address: 'ReadBack', after: 'told' },
    { address: 'Taken' },
    { address: 'Restart', state: 'needs-restart' },
    { address: 'Open', state: 'unanswered' },
    { address: 'Refused', state: 'refused' },
    { address: 'Secret', isSecret: true },
    { address: 'Earlier', at: READ_AT - 1 },
  ];
  const asked: string[] = [];
  const known = knownConfiguration('CP-1', {
    latest: () => undefined,
    snapshots: () => [...all, snapshot('d', 'import')],
    snapshot: (id) => {
      asked.push(id);
      return {
        snapshot: snapshot(id, 'asked'),
        configuration: configuration(steps.map(({ address = '' }) => address)),
      };
    },
    runs: () => [run(steps)],
  });
  expect(asked).toEqual(['b']);
  expect(known).toMatchObject({ snapshotId: 'b', configuration: { readAt: READ_AT } });
  expect(known?.configuration.items).toEqual([
    { address: 'ReadBack', value: 'told' },
    { address: 'Taken', value: 'new', note: expect.stringContaining('not read back') as string },
    { address: 'Restart', value: 'new', note: expect.stringContaining('after a restart') as string },
    { address: 'Open', value: 'old', note: expect.stringContaining('may have it or not') as string },
    ...['Refused', 'Secret', 'Earlier'].map((address) => ({ address, value: 'old' })),
  ]);
});
