import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationKeysOf } from '../../../../electron/practice/model/configurationKeys.ts';
import {
  checkConfiguration,
  type CheckedEntry,
} from '../../../../shared/ocpp/configuration/checkConfiguration.ts';
import { featureProfilesOf } from '../../../../shared/ocpp/configuration/featureProfiles.ts';
import { keyCatalogue } from '../../../../shared/ocpp/configuration/keyCatalogue.ts';

/** A station that has all that Core demands, and nothing else. */
const CORE: readonly CheckedEntry[] = keyCatalogue('1.6')
  .filter(({ isRequired, profile }) => isRequired && profile === 'Core')
  .map(({ key, type, access }) => ({
    key,
    value: valueFor(key, type),
    isReadonly: access === 'read-only',
  }));

function valueFor(key: string, type: string): string {
  if (key === 'SupportedFeatureProfiles') return 'Core';
  if (type === 'boolean') return 'true';
  return type === 'integer' ? '60' : '';
}

function codes(entries: readonly CheckedEntry[], profiles?: readonly string[]): string[] {
  return checkConfiguration('1.6', [...CORE, ...entries], profiles).map(({ key, code }) => `${key} ${code}`);
}

function withValue(key: string, value: string): CheckedEntry[] {
  return CORE.map((entry) => (entry.key === key ? { ...entry, value } : entry));
}

describe('a configuration', () => {
  it('of all that Core demands has no issues', () => {
    expect(codes([])).toEqual([]);
  });

  it('lacks what its profiles demand, by its own word or the given one', () => {
    const smart = [
      'ChargeProfileMaxStackLevel missing-required',
      'ChargingScheduleAllowedChargingRateUnit missing-required',
      'ChargingScheduleMaxPeriods missing-required',
      'MaxChargingProfilesInstalled missing-required',
    ];
    expect(codes([], ['Core', 'smartcharging '])).toEqual(smart);
    const told = checkConfiguration('1.6', withValue('SupportedFeatureProfiles', 'Core, SmartCharging'));
    expect(told.map(({ key, code }) => `${key} ${code}`)).toEqual([
      'SupportedFeatureProfiles spaces',
      ...smart,
    ]);
    expect(checkConfiguration('1.6', []).filter(({ code }) => code === 'missing-required')).toHaveLength(
      CORE.length,
    );
    expect(checkConfiguration('1.5', [])).toEqual([]);
    expect(checkConfiguration('2.0.1', [{ key: 'HeartbeatInterval', value: 'x' }])).toEqual([]);
  });

  it('that was read in part lacks only what the station says it lacks', () => {
    const found = checkConfiguration('1.6', [], undefined, { isWhole: false, unknownKeys: ['resetretries'] });
    expect(found.map(({ key, code }) => [key, code])).toEqual([['ResetRetries', 'missing-required']]);
  });

  it('has values that are out of range, with the clause', () => {
    expect(checkConfiguration('1.6', withValue('ClockAlignedDataInterval', '86401'))).toEqual([
      {
        key: 'ClockAlignedDataInterval',
        entry: CORE.findIndex(({ key }) => key === 'ClockAlignedDataInterval'),
        code: 'above-maximum',
        severity: 'error',
        sentence: '86401 is more than 86400 s, the most that is allowed.',
        clause: 'OCPP 1.6 §9.1.5',
      },
    ]);
  });

  it('has lists that are longer than it allows', () => {
    const entries = withValue('MeterValuesSampledData', 'Voltage,SoC');
    const most = { key: 'meterValuesSampledDataMaxLength', value: '1', isReadonly: true };
    expect(checkConfiguration('1.6', [...entries, most]).map(({ code }) => code)).toEqual([
      'too-many-items',
      'odd-key-spelling',
    ]);
  });

  it('only shows what can be changed, or lets change what the station is', () => {
    const entries = CORE.map((entry) => {
      if (entry.key === 'HeartbeatInterval') return { ...entry, isReadonly: true };
      if (entry.key === 'AuthorizeRemoteTxRequests') return { ...entry, isReadonly: true };
      return entry.key === 'NumberOfConnectors' ? { ...entry, isReadonly: false } : entry;
    });
    const found = checkConfiguration('1.6', entries).map(({ key, code, severity }) => [key, code, severity]);
    expect(found).toEqual([
      ['HeartbeatInterval', 'only-shown', 'warning'],
      ['NumberOfConnectors', 'changeable', 'info'],
    ]);
  });

  it('has keys twice, or in two spellings', () => {
    const twins = [
      { key: 'HeartbeatInterval', value: '60' },
      { key: 'heartbeatInterval', value: '90' },
      { key: 'Own', value: 'a' },
      { key: 'OWN', value: 'a' },
    ];
    expect(codes(twins)).toEqual([
      'heartbeatInterval odd-key-spelling',
      'HeartbeatInterval duplicate',
      'heartbeatInterval case-twin',
      'OWN case-twin',
    ]);
  });

  it('shows a password that nobody should see, without telling it', () => {
    const shown = (value: string) => checkConfiguration('1.6', [...CORE, { key: 'AuthorizationKey', value }]);
    const found = shown('0123456789abcdef');
    expect(found.map(({ code }) => code)).toEqual(['secret-shown']);
    expect(JSON.stringify(found)).not.toContain('0123456789abcdef');
    for (const hidden of ['', '****', '••••••••']) expect(shown(hidden)).toEqual([]);
  });

  it('has names and values longer than OCPP allows', () => {
    expect(codes([{ key: 'K'.repeat(51), value: 'v'.repeat(501) }])).toEqual([
      `${'K'.repeat(51)} long-key`,
      `${'K'.repeat(51)} too-long`,
    ]);
  });

  it('is looked at with what else is known about keys', () => {
    const describe = (key: string) => (key === 'Own' ? ({ ...own, key } as const) : undefined);
    const own = {
      profile: 'Core',
      isRequired: false,
      access: 'read-write',
      type: 'boolean',
      meaning: 'A key of the maker.',
      clause: 'Handbook',
    } as const;
    const entries = [{ key: 'Own', value: '1' }];
    expect(checkConfiguration('1.6', entries, [], { isWhole: false, describe })).toMatchObject([
      { key: 'Own', code: 'odd-boolean', suggestion: 'true', clause: 'Handbook' },
    ]);
  });

  it('of the practice charger has only what a real one has, too', () => {
    for (const version of ['1.5', '1.6'] as const) {
      const entries = [...configurationKeysOf(version, 'json').values()]
        .filter(({ access }) => access !== 'write-only')
        .map(({ key, value, access }) => ({ key, value, isReadonly: access === 'read-only' }));
      const grave = checkConfiguration(version, entries).filter(({ severity }) => severity === 'error');
      expect(grave).toEqual([]);
    }
  });

  it('of 5,000 keys of any kind is judged, too', () => {
    const entries = Array.from({ length: 5000 }, (_, index) => ({ key: `Key${index % 4000}`, value: 'x' }));
    expect(checkConfiguration('1.6', entries, [], { isWhole: false })).toHaveLength(1000);
    const entry = fc.record({
      key: fc.oneof(fc.string(), fc.constantFrom(...keyCatalogue('1.6').map(({ key }) => key))),
      value: fc.option(fc.string(), { nil: undefined }),
      isReadonly: fc.option(fc.boolean(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(entry), (any) => {
        for (const { sentence } of checkConfiguration('1.6', any)) expect(sentence).toMatch(/[.?]$/);
      }),
    );
  });
});

describe('the feature profiles', () => {
  it.each([
    ['Core,SmartCharging', ['Core', 'SmartCharging']],
    ['core; smartcharging', ['Core', 'SmartCharging']],
    ['Core Reservation', ['Core', 'Reservation']],
    ['Core,Custom', ['Core']],
    ['', undefined],
    ['none', undefined],
    [undefined, undefined],
  ])('%j are %j', (value, profiles) => {
    expect(featureProfilesOf(value)).toEqual(profiles);
  });
});
