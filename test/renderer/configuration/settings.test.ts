import { isOcpp } from '../../../shared/configuration/spoken.ts';
import { describe, expect, it } from 'vitest';
import {
  filterSettings,
  NO_FILTER,
} from '../../../renderer/features/configuration/settings/settingFilter.ts';
import { groupedRows } from '../../../renderer/features/configuration/settings/settingRows.ts';
import { treeRows } from '../../../renderer/features/configuration/settings/treeRows.ts';
import { settingsOf as settingsKnownBy } from '../../../renderer/features/configuration/settings/useSettings.ts';
import { typedAddress } from '../../../renderer/features/configuration/settings/typedAddress.ts';
import { checkEdit, editedValue } from '../../../renderer/features/configuration/editing/checkEdit.ts';
import { controlOfSetting } from '../../../renderer/features/configuration/editing/controlOfSetting.ts';
import { moved } from '../../../renderer/features/configuration/editing/moved.ts';
import type { Setting } from '../../../renderer/features/configuration/settings/setting.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { keyDescriber, packsFor } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';

export function configuration(
  version: OcppVersion,
  items: ConfigurationItem[],
  more: Partial<Configuration> = {},
): Configuration {
  return {
    owner: { stationId: 'CP-1', version },
    readAt: 1,
    scope: 'full',
    how: 'all-at-once',
    isWhole: false,
    items,
    unknown: [],
    unread: [],
    issues: [],
    steps: [],
    sentence: '',
    proof: [],
    ...more,
  };
}

/** With what the built-in packs say. */
function settingsOf(read: Configuration, byHand: readonly string[]): Setting[] {
  const { owner, items } = read;
  if (!isOcpp(owner.version)) throw new Error('not of OCPP');
  const keys = items.map(({ address }) => address);
  return settingsKnownBy(
    read,
    byHand,
    keyDescriber(owner.version, packsFor(BUILT_IN_PACKS, { ...owner, keys })),
  );
}

const NO_CONTEXT = { part: new Set<string>(), edits: new Map(), changed: new Set<string>() };

describe('the settings of a 1.6 charger', () => {
  it('keep the spelling of the charger and know what the specification says', () => {
    const [setting] = settingsOf(configuration('1.6', [{ address: 'heartbeatINTERVAL', value: '300' }]), []);
    expect(setting).toMatchObject({ address: 'heartbeatINTERVAL', group: 'Core', isStandard: true });
    expect(setting?.knowledge?.clause).toBe('OCPP 1.6 §9.1.10');
  });

  it('are lines of their own where a key is told twice', () => {
    const twice = [
      { address: 'Foo', value: '1' },
      { address: 'Foo', value: '2' },
    ];
    const settings = settingsOf(configuration('1.6', twice), []);
    expect(new Set(settings.map(({ id }) => id)).size).toBe(2);
    expect(settings[1]?.issues.map(({ severity }) => severity)).toContain('error');
  });

  it('have each its own issues where a key is told twice, and what the core says of them once', () => {
    const sentence = '“soon” is no number; a whole number is wanted (s).';
    const issues = [{ address: 'HeartbeatInterval', severity: 'error' as const, sentence }];
    const twice = [
      { address: 'HeartbeatInterval', value: '300' },
      { address: 'HeartbeatInterval', value: 'soon' },
    ];
    const [right, wrong] = settingsOf(configuration('1.6', twice, { issues }), []);
    const duplicate = expect.stringContaining('more than once') as string;
    expect(right?.issues.map((issue) => issue.sentence)).toEqual([duplicate]);
    expect(wrong?.issues.map((issue) => issue.sentence)).toEqual([sentence, duplicate]);
  });

  it('have a line for what is required and missing, in a whole reading only', () => {
    const missing = { ...NO_FILTER, only: new Set(['missing'] as const) };
    const count = (isWhole: boolean): number =>
      filterSettings(settingsOf(configuration('1.6', [], { isWhole }), []), missing, NO_CONTEXT).length;
    expect(count(false)).toBe(0);
    expect(count(true)).toBeGreaterThan(10);
  });

  it('are not found by the value of a secret', () => {
    const settings = settingsOf(configuration('1.6', [{ address: 'WifiPassword', value: 'hunter2' }]), []);
    const find = (search: string): number =>
      filterSettings(settings, { ...NO_FILTER, search }, NO_CONTEXT).length;
    expect(find('hunter2')).toBe(0);
    expect(find('wifi')).toBe(1);
    expect(settings.map(controlOfSetting)).toEqual([{ kind: 'secret' }]);
  });

  it('stand under their profiles, and are left out where those are folded', () => {
    const settings = settingsOf(
      configuration('1.6', [
        { address: 'Own', value: '' },
        { address: 'HeartbeatInterval', value: 'soon' },
      ]),
      [],
    );
    const sort = { by: 'name', isDescending: false } as const;
    expect(groupedRows(settings, sort, new Set()).map(({ id }) => id)).toEqual([
      'group Core',
      'HeartbeatInterval',
      'group Maker',
      'Own',
    ]);
    expect(groupedRows(settings, sort, new Set(['group Core'])).map(({ id }) => id)).toEqual([
      'group Core',
      'group Maker',
      'Own',
    ]);
    expect(groupedRows(settings, sort, new Set())[0]).toMatchObject({ count: 1, issues: 1 });
  });
});

describe('the tree of a 2.0.1 charger', () => {
  const items = [
    { address: 'EVSE@1.Power', value: '0' },
    { address: 'EVSE@1.Power#MaxSet', value: '11000' },
    { address: 'Connector@1:2.Available', value: 'true' },
    { address: 'not an address', value: 'x' },
  ];

  it('has places, variables, and their other attributes below them', () => {
    const rows = treeRows(settingsOf(configuration('2.0.1', items), []), new Set());
    const lines = rows.map((row) => [row.depth, row.kind === 'group' ? row.label : row.setting.label]);
    expect(lines).toEqual([
      [0, 'Connector'],
      [1, 'EVSE 1'],
      [2, 'Connector 2'],
      [3, 'Available'],
      [0, 'EVSE'],
      [1, 'EVSE 1'],
      [2, 'Power'],
      [3, 'MaxSet'],
      [0, 'not an address'],
      [1, 'not an address'],
    ]);
  });

  it('keeps what was typed by hand, and says when the charger does not have it', () => {
    const whole = configuration('2.0.1', [], { unknown: ['A.B'] });
    const [one, other] = settingsOf(whole, ['A.B', 'A.C']);
    expect(one).toMatchObject({ isByHand: true, isUnknown: true });
    expect(other?.isUnknown).toBeUndefined();
  });

  it('takes an address by hand only where it is one', () => {
    const typed = {
      component: 'EVSE',
      componentInstance: '',
      evseId: '1',
      connectorId: '',
      variable: 'Power',
      variableInstance: '',
    };
    expect(typedAddress(typed, 'Actual')).toEqual({
      component: 'EVSE',
      evseId: 1,
      variable: 'Power',
      attribute: 'Actual',
    });
    expect(typedAddress({ ...typed, evseId: 'one' }, 'Actual')).toBeUndefined();
    expect(typedAddress({ ...typed, evseId: '', connectorId: '1' }, 'Actual')).toBeUndefined();
    expect(typedAddress({ ...typed, variable: ' ' }, 'Actual')).toBeUndefined();
  });
});

it('five thousand keys become lines in no time that anybody notices', () => {
  const items = Array.from({ length: 5000 }, (_, index) => ({
    address: `Vendor.Key${index}`,
    value: String(index),
  }));
  const settings = settingsOf(configuration('1.6', items, { isWhole: true }), []);
  expect(groupedRows(settings, { by: 'name', isDescending: false }, new Set()).length).toBeGreaterThan(5000);
});

describe('an edit', () => {
  const [setting] = settingsOf(configuration('1.6', [{ address: 'HeartbeatInterval', value: '300' }]), []);

  it('is checked before it goes, mended where nothing has to be guessed, and sent as typed where it is forced', () => {
    if (setting === undefined) throw new Error('no setting');
    expect(checkEdit(setting, 'soon')?.severity).toBe('error');
    expect(checkEdit(setting, '60')).toBeUndefined();
    expect(editedValue(setting, ' 60 ', false)).toBe('60');
    expect(editedValue(setting, ' 60 ', true)).toBe(' 60 ');
  });

  it('moves items of a list', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a'], 5, 0)).toEqual(['a']);
  });
});
