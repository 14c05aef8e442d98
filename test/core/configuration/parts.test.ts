import { describe, expect, it } from 'vitest';
import {
  hasNoBaseReport,
  takesOneCriterion,
} from '../../../electron/practice/behaviours/configurationHabits.ts';
import { neverCompletesReport } from '../../../electron/practice/behaviours/misbehaviours.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { differenceOf } from '../../../shared/configuration/difference.ts';
import { parseAskedComponent, type ReadPart } from '../../../shared/configuration/readPart.ts';
import { failureOf } from '../../contract/connected.ts';
import { ConfigurationCore, valueOf } from './configurationCore.ts';

function readPart(core: ConfigurationCore, part: ReadPart, timeoutMs?: number): Promise<Configuration> {
  const params = { stationId: 'CP-1', part, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  return core.client.call('configuration.read', params, { timeoutMs: 0 });
}

async function latest(core: ConfigurationCore): Promise<Configuration | undefined> {
  return (await core.client.call('configuration.latest', { stationId: 'CP-1' })).configuration;
}

const named = (...names: string[]): ReadPart => ({
  components: names.flatMap((name) => parseAskedComponent(name) ?? []),
});
const componentsOf = ({ items }: Configuration): string[] => [
  ...new Set(items.map(({ address }) => address.split('.')[0] ?? '')),
];

describe.each(['2.0.1', '2.1'] as const)('a part of the device model of a %s charger', (version) => {
  it('is read with GetReport by names, and said to be a part', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    const part = await readPart(core, named('Connector@1:1', 'OCPPCommCtrlr:OfflineThreshold'));
    expect(part).toMatchObject({ how: 'report', isWhole: false, unknown: [], unread: [] });
    expect(part.parts).toEqual([named('Connector@1:1', 'OCPPCommCtrlr:OfflineThreshold')]);
    expect(componentsOf(part).toSorted()).toEqual(['Connector@1:1', 'OCPPCommCtrlr']);
    expect(part.items.filter(({ address }) => address.startsWith('OCPP'))).toMatchObject([{ value: '120' }]);
    expect(part.sentence).toContain('Everything else was not asked for');
    expect(part.issues).toEqual([]);
    expect(part.proof.length).toBeGreaterThan(1);
  });

  it('is read by criteria; what no component meets is an answer, too', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    const available = await readPart(core, { criteria: ['Available'], ...named('Nothing', 'EVSE') });
    expect(componentsOf(available)).toEqual(['EVSE@1', 'EVSE@2']);
    const problems = await readPart(core, { criteria: ['Problem'] });
    expect(problems).toMatchObject({ how: 'report', isWhole: false, items: [] });
    expect(problems.sentence).toContain('nothing to report of components that meet Problem');
  });

  it('stands in the whole that was read before, which stays whole; nothing is missing or differs for it', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    const whole = await core.read();
    await core.client.call('command.call', {
      stationId: 'CP-1',
      action: 'SetVariables',
      payload: JSON.stringify({
        setVariableData: [
          {
            component: { name: 'OCPPCommCtrlr' },
            variable: { name: 'OfflineThreshold' },
            attributeValue: '240',
          },
        ],
      }),
    });
    const part = await readPart(core, named('OCPPCommCtrlr'));
    const after = await latest(core);
    expect(after).toMatchObject({ isWhole: true, readAt: part.readAt, issues: whole.issues });
    expect(after?.parts).toBeUndefined();
    expect(after?.items).toHaveLength(whole.items.length);
    const differing = (one: Configuration, other: Configuration): string[] =>
      differenceOf(one, other).flatMap(({ address, kind }) =>
        kind === 'same' || kind === 'not-known' ? [] : [`${address} ${kind}`],
      );
    expect(differing(whole, part)).toEqual(['OCPPCommCtrlr.OfflineThreshold changed']);
    expect(differing(part, whole)).toEqual(['OCPPCommCtrlr.OfflineThreshold changed']);
  });

  it('is all that is known where nothing was read, part by part, until all is read', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    await readPart(core, { criteria: ['Problem'] });
    expect(await latest(core)).toBeUndefined();
    await readPart(core, named('EVSE@1'));
    await readPart(core, named('Connector@1:1'));
    const parts = await latest(core);
    expect(parts).toMatchObject({ isWhole: false, parts: [named('EVSE@1'), named('Connector@1:1')] });
    expect(parts === undefined ? [] : componentsOf(parts)).toEqual(['EVSE@1', 'Connector@1:1']);
    // What is undone and compared later on has to be more than a part.
    const taken = core.client.call('snapshot.take', { stationId: 'CP-1', isLatest: true });
    expect(await failureOf(taken)).toMatchObject({ code: 'not-found' });
    // A change begins from a reading of all, not from a part.
    const run = await core.change({ 'OCPPCommCtrlr.OfflineThreshold': '130' });
    expect(run.steps).toMatchObject([{ before: '120', after: '130' }]);
    expect(await latest(core)).toMatchObject({ isWhole: true });
    expect((await latest(core))?.parts).toBeUndefined();
  });

  it('is asked for in as many requests as the charger wants', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version);
    await core.read();
    const many = Array.from({ length: 70 }, (_, index) => `Nothing${index}`);
    const part = await readPart(core, named(...many, 'EVSE@1'));
    expect(part.steps.filter(({ outcome }) => outcome === 'answered')).toHaveLength(3);
    expect(componentsOf(part)).toEqual(['EVSE@1']);
  });

  it('is asked for criterion by criterion where several are not supported', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [takesOneCriterion()] });
    const part = await readPart(core, { criteria: ['Available', 'Active', 'Problem'] });
    expect(part.steps).toHaveLength(4);
    expect(part.items.length).toBeGreaterThan(10);
    expect(new Set(part.items.map(({ address }) => address)).size).toBe(part.items.length);
    expect(part.sentence).toContain('Active: GetReport: NotSupported.');
  });

  it('is read by name where there are no reports; criteria cannot be', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [hasNoBaseReport({ alsoGetReport: true })] });
    const part = await readPart(core, named('OCPPCommCtrlr', 'Invented:Thing'));
    expect(part).toMatchObject({ how: 'by-name', isWhole: false, unread: [] });
    expect(valueOf(part, 'OCPPCommCtrlr.OfflineThreshold')).toBe('120');
    expect(part.unknown).toContain('Invented.Thing');
    const problems = await readPart(core, { criteria: ['Problem'] });
    expect(problems).toMatchObject({ how: 'not-read', items: [] });
    expect(problems.sentence).toContain('GetReport is not implemented');
  });

  it('that never ends holds what came', async () => {
    const core = await ConfigurationCore.start();
    await core.charger(version, { behaviours: [neverCompletesReport('NotifyReport')] });
    const part = await readPart(core, { criteria: ['Available'] }, 300);
    expect(part.items.length).toBeGreaterThan(0);
    expect(part).toMatchObject({ how: 'report', isWhole: false });
    expect(part.sentence).toContain('Only a part came');
  });
});

it('a 1.6 charger has no parts, and only one way of reading can be wanted', async () => {
  const core = await ConfigurationCore.start();
  await core.charger('1.6');
  expect(await failureOf(readPart(core, { criteria: ['Problem'] }))).toMatchObject({ code: 'conflict' });
  const part: ReadPart = { criteria: ['Problem'] };
  const both = core.client.call('configuration.read', { stationId: 'CP-1', scope: 'full', part });
  expect(await failureOf(both)).toMatchObject({ code: 'invalid-params' });
});
