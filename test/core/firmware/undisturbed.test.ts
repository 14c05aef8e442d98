import { describe, expect, it } from 'vitest';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { ConfigurationCore } from '../configuration/configurationCore.ts';
import { LogStation } from '../diagnostics/logStation.ts';
import { bare, boots, fetchWhole, practiceFirmware, startUpdateCore } from './updateCore.ts';

interface Pushing {
  core: ConfigurationCore;
  station: LogStation;
  update: FirmwareUpdate;
  location: string;
  when: (wanted: (update: FirmwareUpdate) => boolean) => Promise<FirmwareUpdate>;
}

/** A station of 1.6 that can be configured, and was asked for an update. */
async function pushing(more: { retrieveAt?: number } = {}): Promise<Pushing> {
  const core = await ConfigurationCore.start();
  const client = core.clientFrom('here');
  const station = await LogStation.connect(`ws://127.0.0.1:${core.port}`, '1.6');
  const configurationKey = [{ key: 'HeartbeatInterval', readonly: false, value: '60' }];
  station.answers.set('GetConfiguration', () => ({ configurationKey, unknownKey: [] }));
  for (const action of ['ChangeConfiguration', 'Reset']) {
    station.answers.set(action, () => ({ status: 'Accepted' }));
  }
  station.answers.set('UpdateFirmware', () => ({}));
  await boots(station, '1.6', '1.4.2');
  const [pushed] = await client.call('firmware.push', {
    file: { path: practiceFirmware('1.5.0') },
    stationIds: ['CP-1'],
    hasNoSnapshot: true,
    isConfirmed: true,
    ...more,
  });
  const id = pushed?.update?.id;
  const when: Pushing['when'] = (wanted) =>
    new Promise((resolve) => {
      const look = (update: FirmwareUpdate): void => {
        if (update.id !== id || !wanted(update)) return;
        queueMicrotask(() => stop());
        resolve(update);
      };
      const stop = client.subscribe('firmware', {}, { snapshot: (all) => all.forEach(look), change: look });
    });
  const { location } = await station.next('UpdateFirmware');
  return {
    core,
    station,
    update: await when(({ state }) => state === 'waiting'),
    location: String(location),
    when,
  };
}

const busy = {
  code: 'busy',
  message: expect.stringMatching(/^CP-1 is being updated with practice\.bin\. /) as string,
  hint: expect.stringContaining('cancel it: that frees the charger') as string,
};

describe('a charger that is updated', () => {
  it('is neither changed nor restarted until the update is settled, but may be read', async () => {
    const { core, station, location, when } = await pushing();
    const isRefused = async (): Promise<void> => {
      await expect(core.begin({ HeartbeatInterval: '30' })).rejects.toMatchObject(busy);
      const restart = core.client.call('configuration.restart', { stationId: 'CP-1' });
      await expect(restart).rejects.toMatchObject({
        ...busy,
        message: expect.stringContaining('without working firmware') as string,
      });
    };
    await isRefused();
    expect((await core.read()).items).toMatchObject([{ address: 'HeartbeatInterval', value: '60' }]);
    await fetchWhole(location);
    await when(({ state }) => state === 'downloaded');
    await isRefused();
    await station.say('FirmwareStatusNotification', { status: 'Installing' });
    await when(({ state }) => state === 'installing');
    await isRefused();
    await boots(station, '1.6', '1.5.0');
    await when(({ state }) => state === 'verified');
    expect(await core.change({ HeartbeatInterval: '30' })).toMatchObject({ state: 'finished' });
    expect(station.asked.map(({ action }) => action)).not.toContain('Reset');
  });

  it.each([
    ['the download failed', 'DownloadFailed'],
    ['the installation failed', 'InstallationFailed'],
    ['the technician cancelled it', undefined],
  ])('is free again when %s', async (_how, status) => {
    const { core, station, update, when } = await pushing();
    await expect(core.begin({ HeartbeatInterval: '30' })).rejects.toMatchObject(busy);
    if (status === undefined) await core.client.call('firmware.cancel', { id: update.id });
    else await station.say('FirmwareStatusNotification', { status });
    await when(({ state }) => state === 'failed' || state === 'cancelled');
    expect(await core.change({ HeartbeatInterval: '30' })).toMatchObject({ state: 'finished' });
  });

  it('is free until the time for which the update is ordered, unless it begins before', async () => {
    const { core, location, when } = await pushing({ retrieveAt: Date.now() + 3_600_000 });
    expect(await core.change({ HeartbeatInterval: '30' })).toMatchObject({ state: 'finished' });
    await fetchWhole(location);
    await when(({ completeAt }) => completeAt !== undefined);
    await expect(core.begin({ HeartbeatInterval: '60' })).rejects.toMatchObject(busy);
  });
});

describe('an update whose configuration takes a while to be kept', () => {
  it('is not sent where the charger is busy by then, unless it is forced', async () => {
    let busyWith: string | undefined;
    const core = await startUpdateCore({
      means: {
        busyWith: () => busyWith,
        keepConfiguration: () => {
          busyWith = 'The configuration of CP-1 is being changed.';
          return Promise.resolve('snapshot');
        },
      },
    });
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ stage: 'checks', code: 'configuration-busy' });
    expect(station.asked.map(({ action }) => action)).not.toContain('UpdateFirmware');
    const forced = await core.push(practiceFirmware('1.5.0'), { isForced: true });
    await core.step(forced.id, 'accepted');
  });
});
