import { describe, expect, it } from 'vitest';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import { curl, CURL_PROTOCOLS, CURL_SKIPPED } from '../files/curl.ts';
import { sampleFile } from '../files/sampleFile.ts';
import { codesOf, startFetchCore, upload } from './fetchCore.ts';
import { LogStation } from './logStation.ts';

interface Asked extends Record<string, unknown> {
  log: { remoteLocation: string };
}

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

  it('is that of its profile, without a question, and without a login where the profile says so', async () => {
    const profile: QuirkProfile = { fileProtocols: ['ftp', 'http'], ftpLogin: 'none' };
    const core = await startFetchCore({ files: { central: { profileOf: () => profile } } });
    const station = await LogStation.connect(core.url, '1.6');
    station.answers.set('GetLog', () => ACCEPTED);
    const fetch = await core.fetches.start({ stationId: 'CP-1' });
    expect(fetch).toMatchObject({
      protocol: 'ftp',
      protocolReason: 'Its profile says FTP, HTTP.',
      nextProtocol: 'http',
      isAnonymous: true,
    });
    const { log } = (await station.next('GetLog')) as Asked;
    expect(log.remoteLocation).toMatch(/^ftp:\/\/127\.0\.0\.1:\d+\/f\//);
    expect(station.asked.map(({ action }) => action)).toEqual(['GetLog']);
    await core.step(fetch.id, 'accepted');
    core.fetches.cancel(fetch.id);
    const named = await core.fetches.start({ stationId: 'CP-1', protocol: 'sftp', isAnonymous: false });
    expect(named).toMatchObject({ protocol: 'sftp', isAnonymous: false });
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
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ACCEPTED);
    const first = await core.fetches.start({ stationId: 'CP-1', from: 1000 });
    const { log } = (await station.next('GetLog')) as Asked;
    await core.step(first.id, 'accepted');
    station.asked.length = 0;
    const second = await core.fetches.retry(first.id);
    expect(second).toMatchObject({ retryOf: first.id, protocol: 'ftp', from: 1000, state: 'asking' });
    expect(second.protocolReason).toBe(
      'The station does not say what it takes; HTTP brought nothing before.',
    );
    expect(second.location).not.toContain('@');
    expect(core.fetches.find(first.id)).toMatchObject({ state: 'cancelled', isOpen: false });
    expect(await upload(log.remoteLocation, 'log.zip', sampleFile(10).bytes)).toBe(410);
    await core.step(second.id, 'accepted');
    const third = await core.fetches.retry(second.id, 'http');
    station.asked.length = 0;
    await core.step(third.id, 'accepted');
    const location = station.asked.at(-1)?.payload as Asked | undefined;
    await upload(
      (location ?? ((await station.next('GetLog')) as Asked)).log.remoteLocation,
      'log.zip',
      Buffer.from('x'),
    );
    await core.when(third.id, ({ state }) => state === 'received');
    await expect(core.fetches.retry(third.id)).rejects.toMatchObject({ code: 'conflict' });
    // What has worked comes first from then on.
    expect(await core.fetches.start({ stationId: 'CP-1' })).toMatchObject({
      protocol: 'http',
      protocolReason: 'HTTP has brought a file of this station before.',
    });
  });

  it.runIf(CURL_PROTOCOLS.includes('ftp')).each(['ftp', 'sftp'] as const)(
    `brings the file by %s, sent by curl${CURL_SKIPPED}`,
    async (protocol) => {
      const core = await startFetchCore();
      const station = await LogStation.connect(core.url, '2.1');
      station.answers.set('GetLog', () => ACCEPTED);
      const { id } = await core.fetches.start({ stationId: 'CP-1', protocol });
      const { log } = (await station.next('GetLog')) as Asked;
      const file = sampleFile(100_000);
      const { code, errors } = await curl('-k', '-T', file.path, log.remoteLocation);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      const done = await core.when(id, ({ state }) => state === 'received');
      expect(done.file).toMatchObject({ sizeBytes: 100_000, sha256: file.sha256 });
      expect(codesOf(done).filter((one) => one !== 'accepted')).toEqual([
        'asked',
        'connected',
        'upload-started',
        'received',
      ]);
    },
  );

  it.runIf(CURL_PROTOCOLS.includes('ftp'))(`ends with the fifth wrong password${CURL_SKIPPED}`, async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ACCEPTED);
    const { id } = await core.fetches.start({ stationId: 'CP-1', protocol: 'ftp' });
    const { log } = (await station.next('GetLog')) as Asked;
    const wrong = log.remoteLocation.replace(/:[^:@/]+@/, ':guessed@');
    const { path } = sampleFile(10);
    for (let count = 0; count < 5; count += 1) await curl('-T', path, wrong);
    const step = await core.step(id, 'wrong-passwords');
    expect(step.sentence).toBe('Upload refused: 5 wrong passwords. The address is not good any more.');
    expect(step.remedy).toContain('Next try: HTTP.');
    expect(core.fetches.find(id)).toMatchObject({ state: 'failed', isOpen: false });
  });

  it('is without user and password for stations that stumble over them', async () => {
    const core = await startFetchCore();
    const station = await LogStation.connect(core.url, '2.1');
    station.answers.set('GetLog', () => ACCEPTED);
    await core.fetches.start({ stationId: 'CP-1', protocol: 'ftp', isAnonymous: true });
    const { log } = (await station.next('GetLog')) as Asked;
    expect(log.remoteLocation).toMatch(/^ftp:\/\/127\.0\.0\.1:\d+\/f\//);
  });
});
