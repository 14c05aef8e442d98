import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../shared/json.ts';
import { isOcpp1, OCPP_VARIANTS, variantParts, type OcppVersion } from '../../shared/ocpp/version.ts';
import { startCoreFixture, StationRecords, type CoreFixture } from './coreFixture.ts';

/** The visit of a technician to a charger of each kind, against the whole core: nothing in the trace may be wrong. */
let core: CoreFixture;

beforeAll(async () => {
  core = await startCoreFixture(20);
});

afterAll(() => core.close());

type Step = readonly [action: string, payload: Json];

/** The configuration is read, and the meter asked for a value each second. */
function configurationSteps(version: OcppVersion): Step[] {
  if (isOcpp1(version)) {
    return [
      ['GetConfiguration', {}],
      ['ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '20' }],
      ['GetConfiguration', { key: ['MeterValueSampleInterval'] }],
    ];
  }
  const interval = { component: { name: 'SampledDataCtrlr' }, variable: { name: 'TxUpdatedInterval' } };
  return [
    ['GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }],
    ['SetVariables', { setVariableData: [{ ...interval, attributeValue: '20' }] }],
    ['GetVariables', { getVariableData: [interval] }],
  ];
}

function expectedTransaction(version: OcppVersion): readonly string[] {
  return isOcpp1(version)
    ? ['StartTransaction', 'MeterValues', 'StopTransaction']
    : ['TransactionEvent', 'TransactionEvent', 'TransactionEvent'];
}

describe.each(OCPP_VARIANTS)('a visit to a charger that speaks %s', (variant) => {
  it('has nothing wrong in its trace, on either side', async () => {
    const { version, transport } = variantParts(variant);
    const stationId = `VISIT-${variant}`;
    const { client } = core;
    const records = await StationRecords.watch(client, stationId);
    await client.call('practice.start', { version, transport, stationId });
    await records.answered('BootNotification');
    await records.answered('StatusNotification');

    for (const [action, payload] of configurationSteps(version)) {
      expect(await records.command(action, payload), action).toMatchObject({ outcome: 'answered' });
    }

    await client.call('practice.act', { stationId, act: 'plug' });
    await client.call('practice.act', { stationId, act: 'authorize' });
    const [started = '', metered = '', stopped = ''] = expectedTransaction(version);
    await records.answered('Authorize');
    await records.answered(started);
    await records.answered(metered);
    await client.call('practice.act', { stationId, act: 'unplug' });
    await records.answered(stopped);

    const type = isOcpp1(version) ? 'Soft' : 'Immediate';
    expect(await records.command('Reset', { type })).toMatchObject({ outcome: 'answered' });
    await records.answered('BootNotification');
    await records.answered('StatusNotification');
    expect(await records.command('ClearCache', {})).toMatchObject({ outcome: 'answered' });
    await client.call('practice.stop', { stationId });

    const issues = records.rows.flatMap(({ direction, kind, action, issues: found }) =>
      found.map(({ code, message, path }) => `${direction} ${kind} ${action} ${code} ${path}: ${message}`),
    );
    expect(issues).toEqual([]);
    const kinds = new Set(records.rows.map(({ kind }) => kind));
    expect([...kinds].filter((kind) => kind === 'error' || kind === 'malformed')).toEqual([]);
    const frames = records.rows.filter(({ kind }) => kind === 'call' || kind === 'result');
    const variants = frames.map((row) => `${row.version} ${row.transport ?? 'json'}`);
    expect(new Set(variants)).toEqual(new Set([`${version} ${transport}`]));
  });
});
