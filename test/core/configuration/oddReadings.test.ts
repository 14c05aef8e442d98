import { describe, expect, it } from 'vitest';
import {
  answersVariablesInPart,
  answersVariablesOutOfOrder,
  cutsValuesShort,
  doublesKeys,
  hasCaseTwin,
  hasManySettings,
  hasNoBaseReport,
  spellsKeysSmall,
  takesAtMostVariables,
  tellsNoKeys,
  tellsTypedValues,
} from '../../../electron/practice/behaviours/configurationHabits.ts';
import {
  answersAtMostKeys,
  doublesReportParts,
  neverAnswers,
  neverCompletesReport,
  dropsUponAllKeys,
  reportsOutOfOrder,
} from '../../../electron/practice/behaviours/misbehaviours.ts';
import type { Behaviour } from '../../../electron/practice/behaviours/behaviour.ts';
import { habitOf, NAMED_HABITS } from '../../../electron/practice/behaviours/namedHabits.ts';
import { ConfigurationCore, valueOf } from './configurationCore.ts';

const SHORT_MS = 300;

describe('a 1.6 charger that is read', () => {
  it('may tell numbers, booleans and null', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: [tellsTypedValues()] });
    const { items } = await core.read();
    const byKey = new Map(items.map((item) => [item.address, item]));
    expect(byKey.get('HeartbeatInterval')).toMatchObject({
      value: '300',
      note: expect.stringContaining('number') as string,
    });
    expect(byKey.get('LocalPreAuthorize')).toMatchObject({
      value: 'false',
      note: expect.stringContaining('boolean') as string,
    });
    const listed = byKey.get('StopTxnAlignedData');
    expect(listed).toMatchObject({ note: expect.stringContaining('null') as string });
    expect(listed?.value).toBeUndefined();
  });

  it('may tell keys twice, and keys that differ in case only: all are there and said to be so', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', {
      behaviours: [doublesKeys('CpoName'), hasCaseTwin('HeartbeatInterval')],
    });
    const { items, issues } = await core.read();
    const values = items.filter(({ address }) => address === 'CpoName').map(({ value }) => value);
    expect(values).toEqual(['Kerbside Practice', 'Kerbside Practice0']);
    expect(items.find(({ address }) => address === 'CpoName')?.note).toContain('2 times');
    const twins = items.filter(({ address }) => address.toLowerCase() === 'heartbeatinterval');
    expect(twins.map(({ address, value }) => [address, value])).toEqual([
      ['HeartbeatInterval', '300'],
      ['heartbeatinterval', 'twin'],
    ]);
    expect(twins[0]?.note).toContain('heartbeatinterval, too');
    expect(issues.map(({ address }) => address)).toContain('CpoName');
  });

  it('may have 5,000 keys', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: [hasManySettings(5000)] });
    const configuration = await core.read();
    expect(configuration).toMatchObject({ how: 'all-at-once', isWhole: true });
    expect(configuration.items.length).toBeGreaterThan(5000);
    const { items } = await core.client.call('snapshot.take', { stationId: 'CP-1', isLatest: true });
    expect(items).toBe(configuration.items.length);
  });

  it.each([
    ['answers no request of all keys', answersAtMostKeys(4), 'in-chunks'],
    ['leaves upon a request of all keys', dropsUponAllKeys(), 'in-chunks'],
    ['tells none of all', tellsNoKeys(), 'in-chunks'],
  ] as const)('is read by name where it %s', async (_what, habit, how) => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: [habit] });
    const configuration = await core.read('CP-1', SHORT_MS);
    expect(configuration).toMatchObject({ how, isWhole: false });
    expect(valueOf(configuration, 'HeartbeatInterval')).toBe('300');
  });

  it('gets its own spelling back when it is changed', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: [spellsKeysSmall()] });
    await core.read();
    const run = await core.change({ MeterValueSampleInterval: '17' });
    expect(run.steps[0]).toMatchObject({
      state: 'accepted',
      before: '30',
      after: '17',
      readBack: 'as-wanted',
    });
    const { raw } = await core.client.call('record.get', { seq: run.steps[0]?.requestSeq ?? 0 });
    expect(raw).toContain('meterValueSampleInterval');
  });

  it('that cuts values short is said to do so', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: [cutsValuesShort(10)] });
    const run = await core.change({ CpoName: 'A name of some length' });
    expect(run.steps[0]).toMatchObject({
      state: 'accepted',
      after: 'A name of ',
      readBack: 'different',
      sentence: expect.stringContaining('of 21 characters it kept 10') as string,
    });
  });
});

describe.each(['2.0.1', '2.1'] as const)('a %s charger that is read', (version) => {
  it('tells its whole model, what can be set, or a summary', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    const read = (scope: 'full' | 'configuration' | 'summary'): ReturnType<typeof core.read> =>
      core.client.call('configuration.read', { stationId: 'CP-1', scope });
    const full = await read('full');
    expect(full).toMatchObject({ how: 'report', isWhole: true, scope: 'full' });
    expect(full.items.find(({ address }) => address === 'EVSE@1.Power')).toMatchObject({
      access: 'read-only',
      characteristics: { dataType: 'decimal', unit: 'W' },
    });
    expect(full.items.find(({ address }) => address === 'SecurityCtrlr.BasicAuthPassword')?.access).toBe(
      'write-only',
    );
    const settable = await read('configuration');
    expect(settable.items.every(({ access }) => access !== 'read-only')).toBe(true);
    const summary = await read('summary');
    expect(summary.items.length).toBeLessThan(settable.items.length);
    // The latest reading of any scope is what is shown.
    const { configuration } = await core.client.call('configuration.latest', { stationId: 'CP-1' });
    expect(configuration?.scope).toBe('summary');
  });

  it.each([
    ['in the wrong order', reportsOutOfOrder('NotifyReport')],
    ['twice', doublesReportParts('NotifyReport')],
  ])('may send the parts of its report %s', async (_how, habit) => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [habit] });
    expect(await core.read()).toMatchObject({ how: 'report', isWhole: true, unread: [] });
  });

  it('may never end its report: what came is kept, what is missing of the standard is asked for by name', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [neverCompletesReport('NotifyReport')] });
    const configuration = await core.read('CP-1', SHORT_MS);
    expect(configuration).toMatchObject({
      how: 'report',
      isWhole: false,
      sentence: expect.stringContaining('Only a part of the report came') as string,
    });
    expect(valueOf(configuration, 'OCPPCommCtrlr.OfflineThreshold')).toBe('120');
    const addresses = configuration.items.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('without GetBaseReport is asked with GetReport, and without that by name', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [hasNoBaseReport()] });
    expect(await core.read()).toMatchObject({ how: 'report', isWhole: true });
    await core.charger(version, {
      stationId: 'CP-2',
      behaviours: [hasNoBaseReport({ alsoGetReport: true })],
    });
    const byName = await core.read('CP-2');
    expect(byName).toMatchObject({ how: 'by-name', isWhole: false, unread: [] });
    expect(valueOf(byName, 'OCPPCommCtrlr.OfflineThreshold')).toBe('120');
    expect(byName.unknown.length).toBeGreaterThan(0);
  });

  it('that answers nothing at all is told to be so', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, {
      behaviours: [neverAnswers('GetBaseReport'), neverAnswers('GetReport'), neverAnswers('GetVariables')],
    });
    const nothing = await core.read('CP-1', 100);
    expect(nothing).toMatchObject({ how: 'not-read', isWhole: false, items: [] });
    const { configuration } = await core.client.call('configuration.latest', { stationId: 'CP-1' });
    expect(configuration).toBeUndefined();
  });

  it('gets no more variables at once than it says', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, {
      behaviours: [takesAtMostVariables(3), hasNoBaseReport({ alsoGetReport: true })],
    });
    const configuration = await core.read();
    expect(configuration).toMatchObject({ how: 'by-name', unread: [] });
    expect(Math.max(...configuration.steps.map(({ asked = 0 }) => asked))).toBe(3);
    const run = await core.change({
      'OCPPCommCtrlr.OfflineThreshold': '200',
      'TxCtrlr.EVConnectionTimeOut': '61',
      'SampledDataCtrlr.TxUpdatedInterval': '16',
      'AlignedDataCtrlr.Interval': '900',
    });
    expect(run.steps.map(({ readBack }) => readBack)).toEqual(Array(4).fill('as-wanted'));
    expect(new Set(run.steps.map(({ requestSeq }) => requestSeq)).size).toBe(2);
  });

  it('may answer variables out of order and in part: each is matched by its name', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [answersVariablesInPart(), answersVariablesOutOfOrder()] });
    await core.read();
    const run = await core.change({
      'OCPPCommCtrlr.OfflineThreshold': '200',
      'ClockCtrlr.DateTime': '2020-01-01T00:00:00Z',
      'TxCtrlr.EVConnectionTimeOut': '61',
    });
    expect(run.steps.map(({ state, readBack }) => [state, readBack])).toEqual([
      ['accepted', 'as-wanted'],
      ['refused', expect.any(String)],
      ['unanswered', 'as-wanted'],
    ]);
    expect(run.steps[2]?.sentence).toContain('it has the value');
  });

  it('may have 5,000 variables more', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [hasManySettings(5000)] });
    const { isWhole, items } = await core.read();
    expect([isWhole, items.length > 5000]).toEqual([true, true]);
  });
});

describe('habits by name', () => {
  it('are made from a word, with a number where one belongs', () => {
    expect(habitOf('at-most-keys=2')?.name).toBe('answers GetConfiguration of at most 2 keys');
    expect(habitOf('at-most-keys')?.name).toBe('answers GetConfiguration of at most 4 keys');
    const wrong = ['at-most-keys=0', 'at-most-keys=x', 'rejects=2', 'no-such-habit', 'constructor', ''];
    expect(wrong.map((word) => habitOf(word))).toEqual(wrong.map(() => undefined));
    for (const name of Object.keys(NAMED_HABITS)) expect(habitOf(name)?.name).toMatch(/\w/);
  });

  it('109, 110, 114, 115: values that make no sense are read and told to be issues', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: habits('odd-values') });
    const { items, issues } = await core.read();
    expect(valueOf({ items }, 'NumberOfConnectors')).toBe('1634030126');
    const odd = new Set(issues.map(({ address }) => address));
    for (const key of ['GetConfigurationMaxKeys', 'NumberOfConnectors', 'SupportedFeatureProfiles'])
      expect([key, odd.has(key)]).toEqual([key, true]);
  });

  it('116, 117: a key that is not there, and measurands that are taken whatever they are', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6', { behaviours: habits('no-ping-interval', 'any-measurands') });
    const run = await core.change({ WebSocketPingInterval: '60', MeterValuesSampledData: 'SoC,Nonsense' });
    expect(run.steps).toMatchObject([
      { state: 'refused', status: 'NotSupported', sentence: expect.stringContaining('allowed') as string },
      { state: 'accepted', readBack: 'as-wanted' },
    ]);
  });
});

function habits(...words: string[]): Behaviour[] {
  return words.flatMap((word) => habitOf(word) ?? []);
}
