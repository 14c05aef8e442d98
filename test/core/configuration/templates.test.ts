import { describe, expect, it } from 'vitest';
import type { Params, Result } from '../../../shared/contract/methods.ts';
import { OCPP_VARIANTS } from '../../../shared/ocpp/version.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { CONFIGURATION_FORMATS } from '../../../shared/configuration/formats/configurationFormatIds.ts';
import { ConfigurationCore, valueOf } from './configurationCore.ts';

const template = (rules: readonly object[], about: object = {}): string =>
  JSON.stringify({ name: 'Depot', ...about, rules });

const WANTED = template([
  { key: 'HeartbeatInterval', equals: '240' },
  { key: 'meterValueSampleInterval', range: { min: 10, max: 20 }, set: '15' },
  { key: 'Kerbside.MaxCurrent', oneOf: ['16', '20'] },
  { key: 'NumberOfConnectors', equals: '7' },
  { key: 'Kerbside.Nothing', equals: '1' },
  { key: 'AuthorizationKey', secret: true },
]);

function apply(core: ConfigurationCore, params: Params<'template.apply'>): Promise<Result<'template.apply'>> {
  return core.client.call('template.apply', params, { timeoutMs: 0 });
}

describe('a template over the contract', () => {
  it('is checked against ten stations and applied to all at once, each with its own outcome', async () => {
    const core = await ConfigurationCore.start();
    const ids = Array.from({ length: 10 }, (_, index) => `CP-${index + 1}`);
    await Promise.all(ids.map((stationId) => core.charger('1.6', { stationId })));

    const stationIds = [...ids, 'CP-404'];
    const before = await core.client.call('template.check', { text: WANTED, stationIds });
    expect(before.template.name).toBe('Depot');
    expect(before.stations.map(({ stationId }) => stationId)).toEqual(stationIds);
    for (const { check, plan } of before.stations.slice(0, 10)) {
      expect(check?.isAsWanted).toBe(false);
      expect(plan?.missingSecrets).toEqual(['AuthorizationKey']);
      expect(plan?.cannot.map(({ address }) => address)).toEqual([
        'NumberOfConnectors',
        'Kerbside.Nothing',
        'AuthorizationKey',
      ]);
    }
    expect(before.stations[10]).toMatchObject({ stationId: 'CP-404', failure: { code: 'not-found' } });

    const secrets = [
      { address: 'AuthorizationKey', value: 'a-key-for-all-of-them' },
      { stationId: 'CP-2', address: 'AuthorizationKey', value: 'a-key-for-CP-2-only' },
    ];
    const applied = await apply(core, { text: WANTED, stationIds, secrets });
    expect(applied.stations[10]).toMatchObject({ reason: 'failed', failure: { code: 'not-found' } });
    const runs = applied.stations.flatMap(({ run }) => run ?? []);
    expect(runs.map(({ stationId }) => stationId)).toEqual(ids);
    const ended = await Promise.all(runs.map(({ id }) => core.ended(id)));
    for (const run of ended) {
      expect(run).toMatchObject({ state: 'finished', origin: 'template', name: 'Depot' });
      expect(run.steps.map(({ address, state }) => `${address} ${state}`)).toEqual([
        'HeartbeatInterval accepted',
        'MeterValueSampleInterval accepted',
        'Kerbside.MaxCurrent needs-restart',
        'AuthorizationKey accepted',
      ]);
    }
    expect(JSON.stringify(ended)).not.toContain('a-key-for');
    expect(valueOf(await core.read('CP-3'), 'HeartbeatInterval')).toBe('240');
  });

  it('begins nothing where it is for others, where all is as wanted, and where a station is away', async () => {
    const core = await ConfigurationCore.start();
    const gone = await core.charger('1.6', { stationId: 'CP-2' });
    await core.charger('1.6');
    await gone.stop();
    await core.station('CP-2', ({ connected }) => !connected);

    const rules = [{ key: 'NumberOfConnectors', exists: true }];
    const forOthers = template(rules, { for: { vendor: 'Acme' } });
    const stationIds = ['CP-1', 'CP-2'];
    const { stations } = await apply(core, { text: forOthers, stationIds });
    expect(stations[0]).toMatchObject({
      reason: 'not-for',
      sentence: expect.stringContaining('Acme') as string,
    });
    expect(stations[1]).toMatchObject({ reason: 'failed', failure: { code: 'unavailable' } });
    const forced = await apply(core, { text: forOthers, stationIds: ['CP-1'], isForAll: true });
    expect(forced.stations[0]?.reason).toBe('as-wanted');
    const fixed = template([{ key: 'NumberOfConnectors', equals: '7' }]);
    expect((await apply(core, { text: fixed, stationIds: ['CP-1'] })).stations[0]?.reason).toBe(
      'not-possible',
    );
    expect(await core.client.call('changeRuns.list', {})).toEqual([]);
    await expect(apply(core, { text: '{', stationIds })).rejects.toMatchObject({ code: 'invalid-params' });
  });

  it.each(OCPP_VARIANTS)('is made out of a charger of %s, and holds for it', async (variant) => {
    const core = await ConfigurationCore.start();
    await core.charger(variant);
    const { text, fileName } = await core.client.call('template.make', { stationId: 'CP-1' });
    expect(fileName).toBe('CP-1 template.json');
    const { template: made, stations } = await core.client.call('template.check', {
      text,
      stationIds: ['CP-1'],
    });
    expect(made.rules.length).toBeGreaterThan(5);
    // Where the charger finds this laptop is nothing for others.
    expect(JSON.stringify(made.rules)).not.toContain(`:${core.port}`);
    expect(stations[0]?.check).toMatchObject({ isAsWanted: true });
    expect(stations[0]?.check?.notFor).toBeUndefined();
  });
});

describe('a configuration as a file', () => {
  it.each(OCPP_VARIANTS)('of %s comes back with the same items in every format', async (variant) => {
    const core = await ConfigurationCore.start();
    await core.charger(variant);
    const { items, owner } = await core.read();
    for (const format of CONFIGURATION_FORMATS) {
      const file = await core.client.call('configuration.export', { stationId: 'CP-1', format });
      expect(file.fileName).toMatch(new RegExp(`^CP-1 configuration \\d{4}-\\d\\d-\\d\\d\\.${format}$`));
      const parsed = await core.client.call('configuration.parse', { text: file.text });
      expect(parsed).toMatchObject({ format, isOwnerKnown: true, notes: [] });
      expect(parsed.configuration.owner).toEqual(owner);
      // The note of a secret says that its value is not kept.
      const bare = (item: ConfigurationItem): object => ({ ...item, note: undefined });
      expect(parsed.configuration.items.map(bare)).toEqual(items.map(bare));
    }
  });

  it('is made of a snapshot, too, and what came back can be kept and compared', async () => {
    const core = await ConfigurationCore.start();
    await core.charger('1.6');
    const snapshot = await core.client.call('snapshot.take', { stationId: 'CP-1' });
    await core.change({ MeterValueSampleInterval: '15' });
    const file = await core.client.call('configuration.export', { snapshotId: snapshot.id, format: 'yaml' });
    const { configuration } = await core.client.call('configuration.parse', { text: file.text });
    const kept = await core.client.call('snapshot.import', { stationId: 'CP-1', configuration });
    const { changes } = await core.client.call('snapshot.undoPlan', { id: kept.id });
    expect(changes.map(({ address }) => address)).toEqual(['MeterValueSampleInterval']);
    await expect(core.client.call('configuration.export', { format: 'csv' })).rejects.toMatchObject({
      code: 'invalid-params',
    });
    await expect(core.client.call('configuration.parse', { text: '{"A": 1' })).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining('Line 1') as string,
    });
  });
});
