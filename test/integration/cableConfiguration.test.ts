import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import type { ChangeRun } from '../../shared/configuration/change.ts';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { PracticePortDevice } from '../../shared/practice/practiceCharger.ts';
import { startCoreFixture, type CoreFixture } from './coreFixture.ts';

const ends: Array<() => Promise<void>> = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** One for all: each test has a cable of its own. */
let core: CoreFixture;
beforeAll(async () => {
  core = await startCoreFixture(1);
});
afterAll(() => core.close());

/** The core with the port of a practice charger on a cable open. */
async function opened(
  device: PracticePortDevice,
  profileId: string,
  habits: string[] = [],
): Promise<{ client: ContractClient; stationId: string; path: string }> {
  const port = await createPracticePort({ device, habits });
  ends.push(() => port.stop());
  const { client } = core;
  const { cableId } = await client.call('port.open', { path: port.path, profileId });
  ends.push(async () => void (await client.call('port.close', { path: port.path })));
  return { client, stationId: cableId, path: port.path };
}

/** Sends changes and waits until their run has ended. */
async function change(
  client: ContractClient,
  stationId: string,
  changes: Record<string, string>,
  isConfirmed = false,
): Promise<ChangeRun> {
  const { id } = await client.call('configuration.change', {
    stationId,
    changes: Object.entries(changes).map(([address, value]) => ({ address, value })),
    origin: 'edit',
    ...(isConfirmed ? { isConfirmed } : {}),
  });
  return new Promise((resolve) => {
    const look = (run: ChangeRun): void => {
      if (run.id === id && (run.state === 'finished' || run.state === 'broken-off')) resolve(run);
    };
    const stop = client.subscribe('changeRuns', {}, { snapshot: (runs) => runs.forEach(look), change: look });
    ends.push(async () => stop());
  });
}

describe('the configuration of a Modbus charger on a cable', () => {
  it('is read with its meaning, changed with read-back, kept before, and brought back', async () => {
    const { client, stationId } = await opened('modbus', 'heidelberg-energy-control', ['no-car']);
    const read = await client.call('configuration.read', { stationId });
    expect(read.owner.version).toBe('service-port');
    expect(read).toMatchObject({ how: 'driver', isWhole: true, unread: [] });
    const item = read.items.find(({ address }) => address === 'maxCurrent');
    expect(item).toMatchObject({ access: 'read-write', driver: { unit: 'A', risk: 'charging' } });
    const before = item?.value ?? '';

    const run = await change(client, stationId, { maxCurrent: '10' });
    expect(run.state).toBe('finished');
    expect(run.steps).toMatchObject([
      { address: 'maxCurrent', before, wanted: '10', after: '10', state: 'accepted', readBack: 'as-wanted' },
    ]);

    const snapshots = await client.call('snapshots.list', { stationId });
    expect(snapshots).toMatchObject([{ cause: 'before-change', owner: { version: 'service-port' } }]);
    const plan = await client.call('snapshot.undoPlan', { id: snapshots[0]?.id ?? '' });
    expect(plan.changes).toEqual([{ address: 'maxCurrent', value: before }]);
    const undone = await change(client, stationId, { maxCurrent: before });
    expect(undone.steps).toMatchObject([{ after: before, readBack: 'as-wanted' }]);
  });

  it('is not believed where the device acknowledges and does nothing', async () => {
    const { client, stationId } = await opened('modbus', 'heidelberg-energy-control', [
      'no-car',
      'ignores-writes',
    ]);
    const run = await change(client, stationId, { maxCurrent: '10' });
    expect(run.steps).toMatchObject([{ readBack: 'unchanged' }]);
  });

  it('is refused by the device in its own words', async () => {
    const { client, stationId } = await opened('modbus', 'heidelberg-energy-control', [
      'no-car',
      'refuses-writes',
    ]);
    const run = await change(client, stationId, { maxCurrent: '10' });
    expect(run.steps).toMatchObject([{ state: 'refused', readBack: 'unchanged' }]);
  });

  it('is confirmed while a car is charging', async () => {
    const { client, stationId } = await opened('modbus', 'heidelberg-energy-control');
    await expect(change(client, stationId, { maxCurrent: '10' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('A car is charging') as string,
    });
    const run = await change(client, stationId, { maxCurrent: '10' }, true);
    expect(run.steps).toMatchObject([{ after: '10', readBack: 'as-wanted' }]);
  });

  it('is held against a template for service ports', async () => {
    const { client, stationId } = await opened('modbus', 'heidelberg-energy-control', ['no-car']);
    const text = JSON.stringify({
      kerbside: 'template',
      version: 1,
      name: 'Site',
      for: { ocpp: ['service-port'] },
      rules: [{ key: 'maxCurrent', equals: '8' }],
    });
    const { stations } = await client.call('template.check', { text, stationIds: [stationId] });
    expect(stations).toMatchObject([{ stationId }]);
    expect(JSON.stringify(stations)).toContain('maxCurrent');
  });
});

describe('the configuration of an OpenEVSE on a cable', () => {
  it('is read, and a wrong value is refused before it is sent', async () => {
    const { client, stationId } = await opened('rapi', 'openevse-rapi', ['fast', 'session=0']);
    const read = await client.call('configuration.read', { stationId });
    expect(read.items.map(({ address }) => address)).toContain('maxCurrent');
    const run = await change(client, stationId, { maxCurrent: '500' });
    expect(run.steps[0]?.state).toMatch(/^(?:refused|not-sent)$/);
  });
});

describe('without a cable', () => {
  it('says that its port is not open', async () => {
    await expect(core.client.call('configuration.read', { stationId: 'cable:X' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
