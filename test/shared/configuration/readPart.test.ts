import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../shared/configuration/difference.ts';
import { differenceText } from '../../../shared/configuration/differenceText.ts';
import { configurationCsv } from '../../../shared/configuration/formats/configurationCsv.ts';
import { configurationJson } from '../../../shared/configuration/formats/configurationDocument.ts';
import { parseConfiguration } from '../../../shared/configuration/formats/parseConfiguration.ts';
import {
  formatAskedComponent,
  parseAskedComponent,
  readPartSchema,
  readPartWords,
} from '../../../shared/configuration/readPart.ts';
import { configurationWith } from './someConfiguration.ts';

describe('a component that is asked for', () => {
  it.each([
    ['EVSE', { component: 'EVSE' }],
    ['EVSE@1', { component: 'EVSE', evseId: 1 }],
    ['Connector@1:2', { component: 'Connector', evseId: 1, connectorId: 2 }],
    ['Connector@1:2:Available', { component: 'Connector', evseId: 1, connectorId: 2, variable: 'Available' }],
    ['Connector@1:2.Available', { component: 'Connector', evseId: 1, connectorId: 2, variable: 'Available' }],
    ['EVSE@1:Problem', { component: 'EVSE', evseId: 1, variable: 'Problem' }],
    ['OCPPCommCtrlr:HeartbeatInterval', { component: 'OCPPCommCtrlr', variable: 'HeartbeatInterval' }],
    [
      'DeviceDataCtrlr:ItemsPerMessage[GetReport]',
      { component: 'DeviceDataCtrlr', variable: 'ItemsPerMessage', variableInstance: 'GetReport' },
    ],
    ['FiscalMetering[Main]', { component: 'FiscalMetering', componentInstance: 'Main' }],
  ])('%s', (text, asked) => {
    expect(parseAskedComponent(` ${text} `)).toEqual(asked);
    expect(parseAskedComponent(formatAskedComponent(asked))).toEqual(asked);
  });

  it.each(['', ':', 'A@', 'A:', '[x]', 'A[', 'A@1:2:3'])('%j is none', (text) => {
    expect(parseAskedComponent(text)).toBeUndefined();
  });

  it('is told in words, with the criteria', () => {
    expect(readPartWords({ criteria: ['Problem', 'Active'] })).toBe('components that meet Problem or Active');
    const components = ['EVSE@1', 'A:B'].flatMap((text) => parseAskedComponent(text) ?? []);
    expect(readPartWords({ components })).toBe('EVSE@1, A.B');
    expect(readPartWords({ components, criteria: ['Problem'] })).toBe(
      'of EVSE@1, A.B those that meet Problem',
    );
    expect(readPartSchema.safeParse({}).success).toBe(false);
  });
});

describe('a configuration of which only a part was read', () => {
  const owner = { version: '2.0.1' as const };
  const whole = {
    ...configurationWith(
      [
        { address: 'EVSE@1.Problem', value: 'false', access: 'read-only' },
        { address: 'OCPPCommCtrlr.OfflineThreshold', value: '120', access: 'read-write' },
        { address: 'A.B', value: '1', access: 'read-only' },
      ],
      owner,
    ),
    how: 'report' as const,
  };
  const part = {
    ...configurationWith([{ address: 'EVSE@1.Problem', value: 'true', access: 'read-only' }], owner),
    how: 'report' as const,
    isWhole: false,
    parts: [{ criteria: ['Problem' as const] }],
    unknown: ['A.B'],
  };
  const kinds = (rows: ReturnType<typeof differenceOf>): Record<string, string> =>
    Object.fromEntries(rows.map(({ address, kind }) => [address, kind]));

  it('differs in nothing that it was not asked for, before or after', () => {
    expect(kinds(differenceOf(whole, part))).toEqual({
      'EVSE@1.Problem': 'changed',
      'OCPPCommCtrlr.OfflineThreshold': 'not-known',
      'A.B': 'only-before',
    });
    const rows = differenceOf(part, whole);
    expect(kinds(rows)).toMatchObject({ 'OCPPCommCtrlr.OfflineThreshold': 'not-known' });
    expect(differenceText(rows)).not.toContain('OfflineThreshold');
    expect(differenceText(rows)).toContain('1 not known');
  });

  it('is so after a file, too', () => {
    for (const text of [configurationJson(part), configurationCsv(part)]) {
      const { configuration } = parseConfiguration(text);
      expect(configuration.parts).toEqual(part.parts);
      expect(kinds(differenceOf(whole, configuration))['OCPPCommCtrlr.OfflineThreshold']).toBe('not-known');
    }
    expect(configurationCsv(whole)).not.toContain('parts');
    const odd = configurationCsv(part)
      .replace(/"\[\{.*\}\]"/, 'left, right')
      .replaceAll('left, right', 'x');
    expect(parseConfiguration(odd).configuration.parts).toBeUndefined();
  });

  it('nor does a reading of what can be set lack what cannot, or one that broke off lack anything', () => {
    const [, threshold] = whole.items;
    const settable = {
      ...whole,
      scope: 'configuration' as const,
      items: threshold === undefined ? [] : [threshold],
    };
    expect(kinds(differenceOf(whole, settable))).toEqual({
      'EVSE@1.Problem': 'not-known',
      'OCPPCommCtrlr.OfflineThreshold': 'same',
      'A.B': 'not-known',
    });
    expect(kinds(differenceOf(whole, { ...settable, items: [] }))['OCPPCommCtrlr.OfflineThreshold']).toBe(
      'only-before',
    );
    const broken = { ...whole, isWhole: false, items: whole.items.slice(0, 1) };
    expect(Object.values(kinds(differenceOf(broken, whole)))).toEqual(['same', 'not-known', 'not-known']);
    // What somebody else's file lacks is a difference: nothing else can be said of it.
    expect(Object.values(kinds(differenceOf({ ...broken, how: 'from-file' }, whole)))).toEqual([
      'same',
      'only-after',
      'only-after',
    ]);
  });
});
