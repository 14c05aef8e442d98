import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue } from '../../../../shared/ocpp/configuration/checkValue.ts';
import { describeKey, keyCatalogue } from '../../../../shared/ocpp/configuration/keyCatalogue.ts';
import type { KeyDescription } from '../../../../shared/ocpp/configuration/keyDescription.ts';
import { normaliseValue } from '../../../../shared/ocpp/configuration/normaliseValue.ts';
import { isCutShort, isSameMeaning } from '../../../../shared/ocpp/configuration/sameMeaning.ts';
import type { ValueShape } from '../../../../shared/ocpp/configuration/valueShape.ts';

function keyOf16(key: string): KeyDescription {
  const description = describeKey('1.6', key);
  if (description === undefined) throw new Error(`no ${key}`);
  return description;
}

const decimal: ValueShape = { type: 'decimal', min: 0, max: 100, unit: 'A' };

/** Key, value, severity, code, suggestion. */
const ODD: ReadonlyArray<[key: string, value: string, severity: string, code: string, suggestion?: string]> =
  [
    ['LocalPreAuthorize', 'TRUE', 'info', 'odd-boolean', 'true'],
    ['LocalPreAuthorize', '1', 'warning', 'odd-boolean', 'true'],
    ['LocalPreAuthorize', ' off ', 'warning', 'odd-boolean', 'false'],
    ['LocalPreAuthorize', 'maybe', 'error', 'not-a-boolean'],
    ['LocalPreAuthorize', '', 'error', 'empty'],
    ['HeartbeatInterval', '', 'error', 'empty'],
    ['HeartbeatInterval', 'often', 'error', 'not-a-number'],
    ['HeartbeatInterval', '10.5', 'error', 'not-whole'],
    ['HeartbeatInterval', '10,5', 'error', 'not-whole'],
    ['HeartbeatInterval', '1,000', 'error', 'ambiguous-number'],
    ['HeartbeatInterval', '300 s', 'warning', 'odd-number', '300'],
    ['HeartbeatInterval', '300 m', 'error', 'not-a-number'],
    ['HeartbeatInterval', '300.0', 'warning', 'odd-number', '300'],
    ['HeartbeatInterval', '0300', 'warning', 'odd-number', '300'],
    ['HeartbeatInterval', '"300"', 'warning', 'odd-number', '300'],
    ['HeartbeatInterval', ' 300', 'info', 'odd-number', '300'],
    ['HeartbeatInterval', '-1', 'error', 'below-minimum'],
    ['HeartbeatInterval', '99999999999', 'error', 'above-maximum'],
    ['HeartbeatInterval', '9'.repeat(400), 'error', 'above-maximum'],
    ['HeartbeatInterval', '1e3', 'error', 'not-a-number'],
    ['HeartbeatInterval', '1', 'info', 'unusual'],
    ['LightIntensity', '101', 'error', 'above-maximum'],
    ['NumberOfConnectors', '1634030126', 'info', 'unusual'],
    ['GetConfigurationMaxKeys', '0', 'error', 'below-minimum'],
    ['MeterValuesSampledData', 'true', 'error', 'not-a-list'],
    ['MeterValuesSampledData', 'Voltage, SoC', 'warning', 'spaces', 'Voltage,SoC'],
    ['MeterValuesSampledData', 'voltage,soc', 'warning', 'odd-spelling', 'Voltage,SoC'],
    ['MeterValuesSampledData', 'Voltage;SoC', 'warning', 'odd-list', 'Voltage,SoC'],
    ['MeterValuesSampledData', '["Voltage","SoC"]', 'warning', 'odd-list', 'Voltage,SoC'],
    ['MeterValuesSampledData', 'Voltage,,SoC', 'warning', 'odd-list', 'Voltage,SoC'],
    ['MeterValuesSampledData', 'Voltage,Voltage', 'warning', 'twice', 'Voltage'],
    ['MeterValuesSampledData', 'Voltage.l1', 'warning', 'odd-spelling', 'Voltage.L1'],
    ['MeterValuesSampledData', 'Voltage.L9', 'error', 'unknown-phase'],
    ['MeterValuesSampledData', 'Voltag', 'error', 'unknown-word'],
    ['MeterValuesSampledData', 'Current.Import.L1,Foo.L2', 'error', 'unknown-word'],
    ['ConnectorPhaseRotation', '1.RST, 2.rst', 'warning', 'odd-spelling', '1.RST,2.RST'],
    ['ConnectorPhaseRotation', 'RST', 'warning', 'no-connector'],
    ['ConnectorPhaseRotation', '1.Rxx', 'info', 'partly-connected'],
    ['ConnectorPhaseRotation', '1.ABC', 'error', 'unknown-word'],
    ['ChargingScheduleAllowedChargingRateUnit', 'W', 'error', 'unknown-word'],
    ['SupportedFeatureProfiles', 'Core, SmartCharging', 'warning', 'spaces', 'Core,SmartCharging'],
    ['SupportedFeatureProfiles', 'Core,Security', 'info', 'unknown-word'],
    ['AuthorizationKey', 'short', 'error', 'too-short'],
    ['AuthorizationKey', 'x'.repeat(41), 'error', 'too-long'],
    ['AuthorizationKey', ` ${'x'.repeat(20)}`, 'warning', 'spaces'],
    ['CpoName', 'a\nb', 'error', 'control-characters'],
    ['SecurityProfile', '4', 'error', 'above-maximum'],
  ];

const FINE: ReadonlyArray<[key: string, value: string]> = [
  ['LocalPreAuthorize', 'false'],
  ['HeartbeatInterval', '300'],
  ['MeterValuesSampledData', 'Energy.Active.Import.Register,Voltage.L1-N,Current.Import.L3,SoC'],
  ['StopTxnAlignedData', ''],
  ['ClockAlignedDataInterval', '0'],
  ['MeterValueSampleInterval', '0'],
  ['ConnectorPhaseRotation', '0.Unknown,1.RST,2.TRS'],
  ['ChargingScheduleAllowedChargingRateUnit', 'Power,Current'],
  ['AuthorizationKey', '0123456789abcdef'],
];

describe('the value of a key', () => {
  it.each(ODD)('%s = %j is %s (%s)', (key, value, severity, code, suggestion) => {
    const found = checkValue(keyOf16(key), value);
    expect(found).toMatchObject({ severity, code });
    expect(found?.suggestion).toBe(suggestion);
    expect(found?.sentence).toMatch(/^[A-Z“\d-].*[.?]$/);
  });

  it.each(FINE)('%s = %j is as it should be', (key, value) => {
    expect(checkValue(keyOf16(key), value)).toBeUndefined();
  });

  it('names the word that was probably meant', () => {
    expect(checkValue(keyOf16('MeterValuesSampledData'), 'Voltag')?.sentence).toContain(
      'Did you mean Voltage?',
    );
  });

  it('may have as many items as the station says, if that can be believed', () => {
    const key = keyOf16('MeterValuesSampledData');
    const asked: string[] = [];
    const told = (most: string) => (name: string) => {
      asked.push(name);
      return most;
    };
    expect(checkValue(key, 'Voltage,SoC', { valueOfKey: told('1') })).toMatchObject({
      code: 'too-many-items',
    });
    for (const most of ['2', '0', 'true', '']) {
      expect(checkValue(key, 'Voltage,SoC', { valueOfKey: told(most) })).toBeUndefined();
    }
    expect(new Set(asked)).toEqual(new Set(['MeterValuesSampledDataMaxLength']));
  });

  it('never tells a secret', () => {
    const secret = 'geheim-1\u0000-sehr-geheim';
    expect(checkValue(keyOf16('AuthorizationKey'), secret)?.sentence).not.toContain('geheim');
    const hex: ValueShape = { type: 'string', textForm: 'hex', isSecret: true };
    expect(checkValue(hex, 'geheim')?.sentence).not.toContain('geheim');
  });

  it('may be no longer than the version allows', () => {
    const text: ValueShape = { type: 'string' };
    expect(checkValue(text, 'x'.repeat(501), { maxLength: 500 })).toMatchObject({ code: 'too-long' });
    expect(checkValue(text, 'x'.repeat(501))).toBeUndefined();
  });

  it.each([
    ['1,5', 'decimal-comma', '1.5'],
    ['1.5 A', 'odd-number', '1.5'],
    ['100.5', 'above-maximum', undefined],
    ['1,000', 'ambiguous-number', undefined],
    ['0,125', 'decimal-comma', '0.125'],
    ['1.50', undefined, undefined],
    ['-0', undefined, undefined],
  ])('decimal %j: %s', (value, code, suggestion) => {
    const found = checkValue(decimal, value);
    expect([found?.code, found?.suggestion]).toEqual([code, suggestion]);
  });

  it.each([
    ['ws://10.0.0.1:8887/CP-1', undefined],
    ['wss://csms.example/ocpp', undefined],
    ['10.0.0.1:8887/', 'no-scheme'],
    ['ws://', 'not-a-url'],
    ['ws://a b/', 'not-a-url'],
    ['ws://host ', 'spaces'],
    ['ws//host', 'no-scheme'],
  ])('address %j: %s', (value, code) => {
    expect(checkValue({ type: 'string', textForm: 'url' }, value)?.code).toBe(code);
  });

  it.each([
    ['2026-01-31T12:00:00Z', undefined],
    ['2026-01-31T12:00:00+01:00', undefined],
    ['2026-01-31T12:00:00', 'no-time-zone'],
    ['31 January 2026', 'odd-time'],
    ['soon', 'not-a-time'],
    ['', 'empty'],
  ])('time %j: %s', (value, code) => {
    expect(checkValue({ type: 'dateTime' }, value)?.code).toBe(code);
  });

  it('may be in a unit of any name', () => {
    expect(checkValue({ type: 'integer', unit: 'constructor' }, '5 m')?.code).toBe('not-a-number');
    expect(checkValue({ type: 'integer', unit: 'constructor' }, '5 Constructor')?.suggestion).toBe('5');
  });

  it('is one of the words of a choice', () => {
    const led: ValueShape = { type: 'choice', values: ['blue', 'green'] };
    expect(checkValue(led, 'blue')).toBeUndefined();
    expect(checkValue(led, 'Blue')).toMatchObject({ code: 'odd-spelling', suggestion: 'blue' });
    expect(checkValue(led, 'red')).toMatchObject({ severity: 'error', code: 'unknown-word' });
    expect(checkValue({ ...led, isOpen: true }, 'red')).toMatchObject({ severity: 'info' });
  });
});

describe('two values', () => {
  it.each([
    ['LocalPreAuthorize', 'True', 'true', true],
    ['LocalPreAuthorize', '1', 'true', true],
    ['LocalPreAuthorize', 'true', 'false', false],
    ['HeartbeatInterval', '0300', '300.0', true],
    ['HeartbeatInterval', '300', '301', false],
    ['MeterValuesSampledData', 'SoC, Voltage', 'Voltage,SoC', true],
    ['MeterValuesSampledData', 'SoC', 'Voltage,SoC', false],
    ['CpoName', 'Acme', 'acme', false],
    ['AuthorizationKey', 'abc', 'abc ', false],
  ])('%s: %j and %j: %s', (key, one, other, isSame) => {
    expect(isSameMeaning(keyOf16(key), one, other)).toBe(isSame);
  });

  it('of a key that nobody described mean the same only where nothing else can be', () => {
    expect(isSameMeaning(undefined, 'True', 'true')).toBe(true);
    expect(isSameMeaning(undefined, '1,2', '1, 2')).toBe(true);
    expect(isSameMeaning(undefined, '1', 'true')).toBe(false);
    expect(isSameMeaning(undefined, '010', '10')).toBe(false);
  });

  it('in a sequence keep their order', () => {
    const priority: ValueShape = { type: 'sequence', values: ['1', '2', '3'] };
    expect(isSameMeaning(priority, '1,2', '1, 2')).toBe(true);
    expect(isSameMeaning(priority, '1,2', '2,1')).toBe(false);
  });

  it('may be one moment', () => {
    const time: ValueShape = { type: 'dateTime' };
    expect(isSameMeaning(time, '2026-01-31T12:00:00Z', '2026-01-31T13:00:00+01:00')).toBe(true);
    expect(isSameMeaning(time, 'x', 'y')).toBe(false);
  });

  it('may be a value and what is left of it', () => {
    expect(isCutShort('ws://a.example/ocpp', 'ws://a.ex')).toBe(true);
    expect(isCutShort('abc', 'abc')).toBe(false);
    expect(isCutShort('abc', '')).toBe(false);
  });
});

describe('any text for any key', () => {
  const shapes = fc.constantFrom<ValueShape>(...keyCatalogue('1.6'), ...keyCatalogue('1.5'), decimal, {
    type: 'choice',
    values: ['blue', 'green'],
  });
  const pieces = fc.constantFrom(
    'Voltage',
    'soc',
    '.L1',
    ',',
    ' ',
    ';',
    '1',
    '.',
    '0',
    'RST',
    '"',
    '[',
    'true',
    '-',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((parts) => parts.join('')),
  );

  it('is judged without trouble, and a suggestion means the same and is better', () => {
    fc.assert(
      fc.property(shapes, texts, (shape, text) => {
        const found = checkValue(shape, text);
        if (found?.suggestion === undefined) return;
        expect(checkValue(shape, found.suggestion)?.severity ?? 'info').toBe('info');
        expect(isSameMeaning(shape, text, found.suggestion)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('is normal after it was made normal once', () => {
    fc.assert(
      fc.property(shapes, texts, (shape, text) => {
        const normal = normaliseValue(shape, text);
        expect(normaliseValue(shape, normal)).toBe(normal);
      }),
      { numRuns: 3000 },
    );
  });

  it('is left alone where it is right already', () => {
    fc.assert(
      fc.property(shapes, texts, (shape, text) => {
        if (checkValue(shape, text) !== undefined || shape.type === 'decimal') return;
        expect(normaliseValue(shape, text)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('means the same as another in both directions', () => {
    fc.assert(
      fc.property(shapes, texts, texts, (shape, one, other) => {
        expect(isSameMeaning(shape, one, other)).toBe(isSameMeaning(shape, other, one));
      }),
    );
  });
});
