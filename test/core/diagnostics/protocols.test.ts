import { describe, expect, it } from 'vitest';
import { sampleFile } from '../files/sampleFile.ts';
import { startFetchCore, upload } from './fetchCore.ts';
import { LogStation } from './logStation.ts';

const ACCEPTED = { status: 'Accepted', filename: 'log.zip' };

describe('the protocol of a fetch', () => {
  it('is asked for once, and only for that, where nothing was read', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.0.1');
    station.answers.set('GetLog', () => ACCEPTED);
    station.answers.set('GetVariables', () => ({
      getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: 'SFTP,HTTP' }],
    }));
    const first = await core.fetches.start({ stationId: 'CP-1' });
    expect(first).toMatchObject({
      protocol: 'http',
      stationProtocols: ['sftp', 'http'],
      protocolReason: 'The station says that it takes SFTP, HTTP.',
      nextProtocol: 'sftp',
    });
    await core.step(first.id, 'accepted');
    core.fetches.cancel(first.id);
    await core.fetches.start({ stationId: 'CP-1' });
    expect(station.asked.filter(({ action }) => action === 'GetVariables')).toEqual([
      {
        action: 'GetVariables',
        payload: {
          getVariableData: [
            { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'FileTransferProtocols' } },
          ],
        },
      },
    ]);
  });

  it('is asked for by key on 1.6', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '1.6');
    station.answers.set('GetLog', () => ACCEPTED);
    station.answers.set('GetConfiguration', () => ({
      configurationKey: [{ key: 'supportedFileTransferProtocols', readonly: true, value: 'FTP, HTTP' }],
    }));
    const fetch = await core.fetches.start({ stationId: 'CP-1' });
    expect(fetch.stationProtocols).toEqual(['ftp', 'http']);
    expect(await station.next('GetConfiguration')).toEqual({ key: ['SupportedFileTransferProtocols'] });
  });

  it('is taken from what was read, without a question', async () => {
    const items = [{ address: 'SupportedFileTransferProtocols', value: 'HTTP' }];
    const core = await startFetchCore({ configuration: { items } });
    const station = await LogStation.connect(core.url, '1.6');
    station.answers.set('GetLog', () => ACCEPTED);
    await core.fetches.start({ stationId: 'CP-1' });
    await station.next('GetLog');
    expect(station.asked.map(({ action }) => action)).toEqual(['GetLog']);
  });

  it('that cannot be had here gives way to the next, and is said where there is no next', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ACCEPTED);
    const fetch = await core.fetches.start({ stationId: 'CP-1', protocol: 'https' });
    expect(fetch).toMatchObject({
      protocol: 'http',
      protocolReason: 'HTTPS cannot be had here, so the next one is taken.',
    });
    const only = await startFetchCore({
      configuration: { items: [{ address: 'OCPPCommCtrlr.FileTransferProtocols', value: 'HTTPS' }] },
    });
    await LogStation.connect(only.url, '2.1');
    await expect(only.fetches.start({ stationId: 'CP-1' })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is another one with the next try, which ends the first', async () => {
    const items = [{ address: 'OCPPCommCtrlr.FileTransferProtocols', value: 'HTTP,HTTPS' }];
    const core = await startFetchCore({ configuration: { items } });
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ACCEPTED);
    const first = await core.fetches.start({ stationId: 'CP-1', from: 1000 });
    const { log } = (await station.next('GetLog')) as { log: { remoteLocation: string } };
    await core.step(first.id, 'accepted');
    station.asked.length = 0;
    // Without TLS the next one cannot be had, so that the same one is taken again.
    const second = await core.fetches.retry(first.id);
    expect(second).toMatchObject({ retryOf: first.id, protocol: 'http', from: 1000, state: 'asking' });
    expect(core.fetches.find(first.id)).toMatchObject({ state: 'cancelled', isOpen: false });
    expect(await upload(log.remoteLocation, 'log.zip', sampleFile(10).bytes)).toBe(410);
    const again = (await station.next('GetLog')) as { log: { remoteLocation: string } };
    await upload(again.log.remoteLocation, 'log.zip', sampleFile(10).bytes);
    await core.when(second.id, ({ state }) => state === 'received');
    await expect(core.fetches.retry(second.id)).rejects.toMatchObject({ code: 'conflict' });
  });
});
