import { once } from 'node:events';
import { expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { endsWithTest, startQuirkCore } from './quirkCore.ts';

const ID = 'CP-1';

it('29: a station that does not return from a Close frame is left by dropping the line', async () => {
  const core = await startQuirkCore();
  const close = async (): Promise<number> => {
    const station = await RawStation.connect(`${core.url}/${ID}`);
    endsWithTest(async () => station.socket.terminate());
    await station.ask('Heartbeat', {});
    const closed = once(station.socket, 'close') as Promise<[number]>;
    await core.client.call('station.disconnect', { stationId: ID });
    return (await closed)[0];
  };
  expect(await close()).toBe(1000);
  await core.client.call('quirks.change', { stationId: ID, change: { closeBy: 'drop' } });
  // No Close frame came.
  expect(await close()).toBe(1006);
});

it('150: compression is switched off for one station, from its next connection on', async () => {
  const core = await startQuirkCore();
  const connect = async (): Promise<string> => {
    const options = { perMessageDeflate: true };
    const station = await RawStation.connect(`${core.url}/${ID}`, ['ocpp2.0.1'], options);
    await station.ask('Heartbeat', {});
    const { extensions } = station.socket;
    const closed = once(station.socket, 'close');
    station.socket.close();
    await closed;
    return extensions;
  };
  expect(await connect()).toContain('permessage-deflate');
  await core.client.call('quirks.change', { stationId: ID, change: { compression: false } });
  expect(await connect()).toBe('');
});

it('14: a forced version holds from the next connection on', async () => {
  const core = await startQuirkCore();
  const boot = { reason: 'PowerUp', chargingStation: { vendorName: 'Example', model: 'Wallbox' } };
  const first = await RawStation.connect(`${core.url}/${ID}`, ['ocpp1.6']);
  endsWithTest(async () => first.socket.terminate());
  await first.ask('BootNotification', boot);
  const { proposals } = await core.client.call('quirks.get', { stationId: ID });
  expect(proposals.map(({ proposal }) => proposal?.change)).toEqual([{ forcedVersion: '2.0.1' }]);
  const findingId = proposals[0]?.id ?? '';
  const accepted = await core.client.call('quirks.accept', { stationId: ID, findingId });
  expect(accepted).toMatchObject({ pending: ['forcedVersion'], proposals: [] });
  const second = await RawStation.connect(`${core.url}/${ID}`, ['ocpp1.6']);
  endsWithTest(async () => second.socket.terminate());
  await second.ask('BootNotification', boot);
  const stations = await core.client.call('stations.list', {});
  expect(stations.find(({ id }) => id === ID)).toMatchObject({ version: '2.0.1' });
  expect((await core.client.call('quirks.get', { stationId: ID })).pending).toEqual([]);
});
