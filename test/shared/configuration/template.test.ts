import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { checkTemplate } from '../../../shared/configuration/template/checkTemplate.ts';
import { isInFirmwareRange } from '../../../shared/configuration/template/firmwareRange.ts';
import { parseTemplate } from '../../../shared/configuration/template/parseTemplate.ts';
import { planOf } from '../../../shared/configuration/template/planTemplate.ts';
import { whyNotFor } from '../../../shared/configuration/template/templateTarget.ts';
import { templateTextOf } from '../../../shared/configuration/template/templateText.ts';
import { anyItem, configurationWith } from './someConfiguration.ts';

const TEMPLATE = `{
  // What the depot wants.
  "name": "Depot",
  "for": { "ocpp": "1.6", "vendor": "acme*", "firmware": ">=1.4 <2" },
  "rules": [
    { "key": "HeartbeatInterval", "equals": 300, "note": "As agreed." },
    { "key": "LocalPreAuthorize", "equals": "true" },
    { "key": "MeterValueSampleInterval", "range": { "min": 30, "max": 60 }, "set": "60" },
    { "key": "ClockAlignedDataInterval", "range": { "min": 1 } },
    { "key": "StopTxnMode", "oneOf": ["a", "b"] },
    { "key": "NumberOfConnectors", "equals": 2 },
    { "key": "Debug", "exists": false },
    { "key": "HeartbeatIntervall", "equals": "1" },
    { "key": "AuthorizationKey", "secret": true },
    { "key": "Hidden", "equals": "x" }, /* the last one */
  ]
}`;
const ITEMS: ConfigurationItem[] = [
  { address: 'heartbeatInterval', value: '60', access: 'read-write' },
  { address: 'LocalPreAuthorize', value: 'True', access: 'read-write' },
  { address: 'MeterValueSampleInterval', value: '10' },
  { address: 'ClockAlignedDataInterval', value: '0' },
  { address: 'StopTxnMode', value: 'c' },
  { address: 'NumberOfConnectors', value: '1', access: 'read-only' },
  { address: 'Debug', value: '' },
  { address: 'AuthorizationKey', access: 'write-only' },
  { address: 'Hidden', access: 'write-only' },
];
const CONFIGURATION = configurationWith(ITEMS, { vendor: 'ACME AG', firmwareVersion: 'V1.10.0' });

describe('a template', () => {
  it('says of each rule how it stands', () => {
    const check = checkTemplate(parseTemplate(TEMPLATE), CONFIGURATION);
    expect(check.notFor).toBeUndefined();
    expect(check.isAsWanted).toBe(false);
    expect(check.results.map(({ address, state }) => `${address} ${state}`)).toEqual([
      'heartbeatInterval differs',
      'LocalPreAuthorize holds',
      'MeterValueSampleInterval differs',
      'ClockAlignedDataInterval differs',
      'StopTxnMode differs',
      'NumberOfConnectors differs',
      'Debug must-not-exist',
      'HeartbeatIntervall missing',
      'AuthorizationKey not-readable',
      'Hidden not-readable',
    ]);
    expect(check.results[0]).toMatchObject({
      value: '60',
      sentence: '“300” is wanted; the charger has “60”.',
      note: 'As agreed.',
    });
    expect(check.results[1]?.sentence).toBe('As wanted; the charger writes it “True”.');
    expect(check.results[7]?.sentence).toContain('The nearest that it has is heartbeatInterval.');
  });

  it('becomes changes, and sentences for what cannot be brought about', () => {
    const secrets = [{ address: 'authorizationkey', value: 'top-secret' }];
    const plan = planOf(parseTemplate(TEMPLATE), CONFIGURATION, secrets);
    expect(plan.changes).toEqual([
      { address: 'heartbeatInterval', value: '300' },
      { address: 'MeterValueSampleInterval', value: '60' },
      { address: 'StopTxnMode', value: 'a' },
      { address: 'AuthorizationKey', value: 'top-secret' },
      { address: 'Hidden', value: 'x' },
    ]);
    expect(plan.cannot).toEqual([
      { address: 'ClockAlignedDataInterval', sentence: expect.stringContaining('does not say what to set') },
      { address: 'NumberOfConnectors', sentence: expect.stringContaining('cannot be changed') },
      { address: 'Debug', sentence: expect.stringContaining('no way to take a setting away') },
      { address: 'HeartbeatIntervall', sentence: 'The charger does not have it.' },
    ]);
    expect(planOf(parseTemplate(TEMPLATE), CONFIGURATION).missingSecrets).toEqual(['AuthorizationKey']);
  });

  it('does not take silence for an answer', () => {
    const silent = { ...configurationWith([]), unread: ['HeartbeatInterval'] };
    const template = parseTemplate('{"name": "A", "rules": [{"key": "HeartbeatInterval", "equals": "1"}]}');
    expect(checkTemplate(template, silent).results[0]?.state).toBe('not-known');
    expect(checkTemplate(template, silent).isAsWanted).toBe(false);
    expect(planOf(template, silent).changes).toEqual([{ address: 'HeartbeatInterval', value: '1' }]);
    const without = parseTemplate('{"name": "A", "rules": [{"key": "HeartbeatInterval", "exists": false}]}');
    expect(checkTemplate(without, silent).results[0]?.state).toBe('not-known');
    expect(checkTemplate(without, configurationWith([])).isAsWanted).toBe(true);
  });

  it('wants all of a key that is told twice', () => {
    const template = parseTemplate('{"name": "A", "rules": [{"key": "A", "equals": "1"}]}');
    const twice = configurationWith([
      { address: 'A', value: '1' },
      { address: 'A', value: '2' },
    ]);
    expect(checkTemplate(template, twice).results[0]).toMatchObject({ state: 'differs', value: '2' });
  });

  it('is for chargers by version, vendor, model and firmware', () => {
    const target = parseTemplate(TEMPLATE).for;
    const owner = CONFIGURATION.owner;
    expect(whyNotFor(target, { ...owner, version: '2.0.1' })).toContain('this charger speaks 2.0.1');
    expect(whyNotFor(target, { ...owner, vendor: 'Other' })).toContain('this charger has “Other”');
    expect(whyNotFor(target, { stationId: 'A', version: '1.6' })).toContain('has not told its own');
    expect(whyNotFor(target, { ...owner, firmwareVersion: '2.0' })).toContain('“>=1.4 <2”');
    expect(whyNotFor({ model: ['X*5*'] }, { ...owner, model: 'x-1-5-b' })).toBeUndefined();
    expect(whyNotFor({ model: ['X*5'] }, { ...owner, model: 'x-1-5-b' })).toBeDefined();
    expect(whyNotFor({ model: ['ab*ba'] }, { ...owner, model: 'aba' })).toBeDefined();
    expect(whyNotFor({}, owner)).toBeUndefined();
  });

  it.each([
    ['1.4', '>=1.4 <2', true],
    ['1.10.0', '>= 1.4, < 2', true],
    ['FW_1.3.9-b7', '>=1.4', false],
    ['1.4.0', '=1.4', true],
    ['2.0', '<2', false],
    ['unknown', '>=0', false],
  ])('firmware %s is in %s: %s', (firmware, range, isIn) => {
    expect(isInFirmwareRange(firmware, range)).toBe(isIn);
  });

  it.each([
    [
      '{"name": "A", "rules": [{"key": "A", "equls": "1"}]}',
      'Line 1, column 38: there is no field “equls”; did you mean “equals”?',
    ],
    ['{"name": "A",\n "rule": []}', 'Line 2, column 2: there is no field “rule”; did you mean “rules”?'],
    ['{"rules": [{"key": "A", "exists": true}]}', 'Line 1, column 1: the field “name” is missing.'],
    [
      '{"name": "A", "rules": [{"key": "A"}]}',
      'exactly one of equals, oneOf, range, exists, secret; it has none.',
    ],
    ['{"name": "A", "rules": [{"key": "A", "equals": "1", "exists": true}]}', 'it has equals and exists.'],
    [
      '{"name": "A", "rules": [{"key": "A", "equals": "1"}, {"key": "a", "equals": "2"}]}',
      '“a” has a rule already (line 1, column 25).',
    ],
    [
      '{"name": "A", "rules": [{"key": "A", "range": {"min": 2, "max": 1}}]}',
      'min that is larger than its max',
    ],
    [
      '{"name": "A", "rules": [{"key": "A", "range": {"min": 2}, "set": "1"}]}',
      'does not fit the rule itself',
    ],
    ['{"name": "A", "rules": [{"key": "A", "secret": false}]}', '“secret” takes true.'],
    [
      '{"name": "A", "rules": [{"key": "AuthorizationKey", "equals": "abc"}]}',
      'must not stand in a template. Write "secret": true',
    ],
    [
      '{"name": "A", "rules": [{"key": "Foo", "secret": true, "set": "abc"}]}',
      'must not stand in a template',
    ],
    [
      '{"name": "A", "rules": [{"key": "SecurityCtrlr.BasicAuthPassword", "oneOf": ["abc"]}]}',
      'must not stand in a template',
    ],
    ['{"name": "A", "rules": [{"key": "Url", "equals": "wss://me:abc@host/x"}]}', 'holds a password'],
    [
      '{"name": "A", "for": {"firmware": ">=x"}, "rules": [{"key": "A", "exists": true}]}',
      '“>=x” is no bound',
    ],
    [
      '{"name": "A", "for": {"ocpp": "1.7"}, "rules": [{"key": "A", "exists": true}]}',
      '“ocpp” takes 1.5, 1.6, 2.0.1, 2.1, service-port.',
    ],
    ['{"name": "A"\n "rules": []}', 'Line 2, column 2: a comma is missing before this.'],
    ['[]', 'This is no template'],
    ['{"kerbside": "configuration"}', 'This is no template'],
    ['{"kerbside": "template", "version": 2, "name": "A"}', 'newer Kerbside (version 2)'],
  ])('that is wrong says where: %s', (text, sentence) => {
    expect(() => parseTemplate(text)).toThrow(sentence);
  });

  it('never tells the secret that it refuses', () => {
    const text = '{"name": "A", "rules": [{"key": "AuthorizationKey", "equals": "hunter2"}]}';
    expect(() => parseTemplate(text)).not.toThrow('hunter2');
  });
});

describe('a template out of a charger', () => {
  it('holds for it, without its secrets and its identity', () => {
    const configuration = configurationWith(
      [
        { address: 'HeartbeatInterval', value: '060', access: 'read-write' },
        { address: 'NumberOfConnectors', value: '2', access: 'read-only' },
        { address: 'AuthorizationKey', value: 'hunter2', access: 'read-write' },
        { address: 'ChargeBoxId', value: 'CP-1', access: 'read-write' },
        { address: 'CentralUrl', value: 'wss://me:hunter2@host', access: 'read-write' },
        { address: 'Banner', value: '*/ "x"\n// y', access: 'read-write' },
        { address: 'Twice', value: '1', access: 'read-write' },
        { address: 'twice', value: '2', access: 'read-write' },
        { address: 'Again', value: '1', access: 'read-write' },
        { address: 'Again', value: '1', access: 'read-write' },
      ],
      { vendor: 'Acme', model: 'X1' },
    );
    const text = templateTextOf(configuration);
    expect(text).not.toContain('hunter2');
    const template = parseTemplate(text);
    expect(template.rules.map(({ key }) => key)).toEqual([
      'HeartbeatInterval',
      'AuthorizationKey',
      'Banner',
      'Again',
    ]);
    expect(text).toContain('// Left out: Twice (the charger tells it several times, each time otherwise).');
    expect(text).toContain('// Left out: ChargeBoxId (it is the name of this one charger).');
    expect(text).toContain('// Left out: CentralUrl (the address holds a password).');
    expect(checkTemplate(template, configuration).isAsWanted).toBe(true);
  });

  it('can be read again, whatever the charger has, and holds', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 1 }), (items) => {
        const writable: ConfigurationItem = {
          address: 'HeartbeatInterval',
          value: '1',
          access: 'read-write',
        };
        const configuration = configurationWith([writable, ...items], { vendor: 'A*"\n', model: ' ' });
        const template = parseTemplate(templateTextOf(configuration));
        const check = checkTemplate(template, configuration);
        expect(check).toMatchObject({ isAsWanted: true });
        expect(check.notFor).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});
