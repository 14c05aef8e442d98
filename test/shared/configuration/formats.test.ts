import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatConfiguration } from '../../../shared/configuration/formats/configurationFormat.ts';
import { CONFIGURATION_FORMATS } from '../../../shared/configuration/formats/configurationFormatIds.ts';
import { parseConfiguration } from '../../../shared/configuration/formats/parseConfiguration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { anyItem, configurationWith } from './someConfiguration.ts';

const itemsOf = (text: string): ConfigurationItem[] => parseConfiguration(text).configuration.items;
const SAME = [
  { address: 'HeartbeatInterval', value: '007', access: 'read-write' },
  { address: 'AuthorizeRemoteTxRequests', value: 'yes', access: 'read-only' },
];

describe.each(CONFIGURATION_FORMATS)('a configuration as %s', (format) => {
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 1 }), (items) => {
        const { configuration, ...parsed } = parseConfiguration(
          formatConfiguration(configurationWith(items), format),
        );
        expect(configuration.items).toEqual(items);
        expect(parsed).toMatchObject({ format, isOwnerKnown: true });
      }),
      { numRuns: 100 },
    );
  });

  it('says whose it is and when it was read', () => {
    const owner = { stationId: '007', version: '2.0.1' as const, vendor: 'Acme', firmwareVersion: '1.10' };
    const given = configurationWith([{ address: 'A.B', value: '1' }], owner);
    const { configuration } = parseConfiguration(formatConfiguration(given, format));
    expect(configuration.owner).toEqual(owner);
    expect(configuration.readAt).toBe(given.readAt);
  });
});

describe('messages of 2.x', () => {
  const connector = { name: 'Connector', evse: { id: 1, connectorId: 2 } };
  const entry = (name: string, value?: unknown): object => ({
    component: connector,
    variable: { name },
    variableAttribute: [{ value, mutability: 'ReadOnly' }],
  });
  const part = (seqNo: number, tbc: boolean, ...reportData: object[]): object => ({
    requestId: 7,
    generatedAt: '2026-11-21T10:00:00Z',
    seqNo,
    tbc,
    reportData,
  });
  const first = part(0, true, entry('Enabled', 'true'));
  const second = part(1, false, entry('SupplyPhases', '3'));
  const BOTH = [
    { address: 'Connector@1:2.Enabled', value: 'true', access: 'read-only' },
    { address: 'Connector@1:2.SupplyPhases', value: '3', access: 'read-only' },
  ];

  it.each([
    ['payloads', [first, second]],
    [
      'frames',
      [
        [2, 'a', 'NotifyReport', first],
        [2, 'b', 'NotifyReport', second],
      ],
    ],
    ['one payload', part(0, false, entry('Enabled', 'true'), entry('SupplyPhases', '3'))],
    [
      'one frame',
      [2, 'a', 'NotifyReport', part(0, false, entry('Enabled', 'true'), entry('SupplyPhases', '3'))],
    ],
    ['bare entries', [entry('Enabled', 'true'), entry('SupplyPhases', '3')]],
  ])('are read as %s', (_, saved) => {
    const { configuration, notes } = parseConfiguration(JSON.stringify(saved, undefined, 2));
    expect(configuration).toMatchObject({ items: BOTH, owner: { version: '2.0.1' }, how: 'from-file' });
    expect(notes).toEqual([]);
  });

  it('say what is missing, and what is odd', () => {
    const odd = [part(0, true, entry('Enabled', true), { variable: {} }), part(2, true, entry('Power'))];
    const { configuration, notes } = parseConfiguration(JSON.stringify(odd));
    expect(configuration.items).toMatchObject([
      { value: 'true', note: 'The charger sent the boolean true instead of a text.' },
      { address: 'Connector@1:2.Power' },
    ]);
    expect(notes).toEqual([
      'Of the report, part 1 is not in the file.',
      'The charger announced more parts of the report than are in the file.',
      '1 of 3 entries name no variable and are left out.',
    ]);
  });

  it('are the answer to GetVariables, too', () => {
    const result = (name: string, attributeStatus: string, attributeValue?: string): object => ({
      component: { name: 'ClockCtrlr' },
      variable: { name },
      attributeStatus,
      attributeValue,
    });
    const answer = [
      3,
      'a',
      { getVariableResult: [result('TimeZone', 'Accepted', 'UTC'), result('Tz', 'UnknownVariable')] },
    ];
    const { items, unknown } = parseConfiguration(JSON.stringify(answer)).configuration;
    expect([items, unknown]).toEqual([[{ address: 'ClockCtrlr.TimeZone', value: 'UTC' }], ['ClockCtrlr.Tz']]);
  });
});

describe('a table', () => {
  it('is read alike by another reader of RFC 4180, and no cell begins a formula', () => {
    const given = configurationWith([{ address: 'Banner', value: '=HYPERLINK("x")\r\n' }]);
    const [row] = parse<Record<string, string>>(formatConfiguration(given, 'csv'), {
      columns: true,
      bom: true,
    });
    expect(row).toMatchObject({ key: 'Banner', value: '\'=HYPERLINK("x")\r\n', station: 'CP-1' });
  });

  it('comes with any separator, with and without a head', () => {
    const rows = [
      ['Key', 'Value', 'Readonly'],
      ['HeartbeatInterval', '007', 'false'],
      ['AuthorizeRemoteTxRequests', 'yes', 'true'],
    ];
    for (const separator of [',', ';', '\t', '|']) {
      const lines = rows.map((row) => row.join(separator));
      expect(itemsOf(lines.join('\r\n'))).toEqual(SAME);
      expect(itemsOf(`\uFEFF${lines.slice(1).join('\n')}`)).toEqual(SAME);
    }
    expect(itemsOf('sep=;\nkey;value\nA;1,5')).toEqual([{ address: 'A', value: '1,5' }]);
  });

  it.each([
    ['key,value\nMeterValuesSampledData,Power,Energy', 'Line 2: there are 3 cells where 2 are expected.'],
    ['key,comment\nA,1', 'Line 1: there is a column “key”, but none that is called “value”.'],
    ['just words', 'Line 1: this is no table of keys and values; its first line has 1 cell.'],
    ['key,value\nA,1\n,2', 'Line 3: the key is missing.'],
    ['key,value,station\nA,1,CP-1\nA,1,CP-2', 'Line 3: the table holds several chargers (CP-1 and CP-2).'],
    ['key,value,access\nA,1,maybe', 'Line 2: “maybe” does not say whether the key can be written.'],
  ])('that cannot be read says where: %j', (text, sentence) => {
    expect(() => parseConfiguration(text)).toThrow(sentence);
  });
});

describe('a file of another program', () => {
  it.each([
    ['{"HeartbeatInterval": 7, "A": true, "B": 1e3, "C": 9007199254740993, "D": null}'],
    ['HeartbeatInterval: 7\nA: true\nB: 1e3\nC: 9007199254740993\nD:\n'],
    [
      '# keys\n---\n- {key: HeartbeatInterval, value: 7}\n- {key: A, value: true}\n- {key: B, value: 1e3}\n- {key: C, value: 9007199254740993}\n- key: D\n',
    ],
  ])('keeps the values as they are written: %s', (text) => {
    expect(itemsOf(text)).toEqual([
      { address: 'HeartbeatInterval', value: '7' },
      { address: 'A', value: 'true' },
      { address: 'B', value: '1e3' },
      { address: 'C', value: '9007199254740993' },
      { address: 'D' },
    ]);
  });

  it('may be the answer of a charger, as payload or as frame', () => {
    const keys = [
      { key: 'HeartbeatInterval', readonly: false, value: '007' },
      { key: 'AuthorizeRemoteTxRequests', readonly: true, value: 'yes' },
    ];
    const answer = { configurationKey: keys, unknownKey: ['Nope'] };
    for (const given of [keys, answer, [3, 'id', answer], { configuration: keys }]) {
      expect(itemsOf(JSON.stringify(given))).toEqual(SAME);
    }
    expect(parseConfiguration(JSON.stringify(answer)).configuration.unknown).toEqual(['Nope']);
  });

  it('loses no key that stands in it twice, and says so', () => {
    for (const text of ['{"A": "1", "A": "2", "a": "3"}', 'A: 1\nA: 2\na: 3\n', 'A,1\nA,2\na,3']) {
      const { configuration, notes } = parseConfiguration(text);
      expect(configuration.items.map(({ value }) => value)).toEqual(['1', '2', '3']);
      expect(notes).toEqual([
        '“A” stands in the file more than once.',
        '“a” and “A” differ in nothing but their spelling.',
      ]);
    }
  });

  it('is of the version that its names look like, unless that is known', () => {
    expect(parseConfiguration('{"A.B": "1"}').configuration.owner.version).toBe('2.0.1');
    expect(parseConfiguration('{"A": "1"}').configuration.owner.version).toBe('1.6');
    expect(parseConfiguration('{"A.B": "1"}', { version: '1.6', stationId: 'CP-9' })).toMatchObject({
      isOwnerKnown: false,
      configuration: { owner: { version: '1.6', stationId: 'CP-9' } },
    });
  });

  it.each([
    ['', 'The file is empty.'],
    ['{"A": "1"\n "B": "2"}', 'Line 2, column 2: a comma is missing before this.'],
    ['{"A": [1]}', 'Line 1, column 7: a value has to be one text, not a list or several fields.'],
    ['[{"value": 1}]', 'Line 1, column 2: this entry names no key; it has to look like'],
    ['A: 1\nB: {c: d}\n', 'Line 2, column 4: a value has to be one text, not a list or several fields.'],
    ['A: 1\nB: "2\n', 'Line 3, column 1: this cannot be read as YAML (Missing closing "quote).'],
    ['A: &x 1\nB: *x\n', 'Line 2, column 4: references (*name) are not read; write the value itself.'],
    ['{"kerbside": "maker-pack"}', 'This is a file of another kind: maker-pack.'],
    ['{"kerbside": "configuration", "version": 1}', 'Line 1, column 1: the field “station” is missing'],
    ['{"kerbside": "configuration", "version": 9}', 'This file was made by a newer Kerbside (version 9).'],
    ['[]', 'The file holds no keys.'],
  ])('that cannot be read says where: %j', (text, sentence) => {
    expect(() => parseConfiguration(text)).toThrow(sentence);
  });

  it('that is nested endlessly is no configuration', () => {
    for (const text of ['['.repeat(100_000), `- ${'['.repeat(20_000)}`, '- '.repeat(20_000)]) {
      expect(() => parseConfiguration(text)).toThrow('nested so deep');
    }
  });

  it('never fails otherwise than in words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        try {
          parseConfiguration(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ContractError', code: 'invalid-params' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
