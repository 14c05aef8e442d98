import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PushWish } from '../../../electron/core/firmware/firmwareUpdates.ts';
import { isUpdateSettled } from '../../../shared/files/firmwareUpdate.ts';
import { bare, codesOf, fetchWhole, practiceFirmware, practise, startUpdateCore } from './updateCore.ts';

const wish = (path: string, stationIds: string[], more: Partial<PushWish> = {}): PushWish => ({
  file: { path },
  stationIds,
  signature: undefined,
  ...more,
});

describe('several stations', () => {
  it('download no more at a time than was said, each in its turn', async () => {
    const core = await startUpdateCore();
    const ids = ['CP-1', 'CP-2', 'CP-3', 'CP-4'];
    for (const id of ids) await practise(core, '2.0.1', { id });
    let most = 0;
    core.updates.onChange(() => {
      const asked = core.updates
        .list()
        .filter(
          (one) => one.startedAt !== undefined && one.completeAt === undefined && !isUpdateSettled(one),
        );
      most = Math.max(most, asked.length);
    });
    const pushed = await core.updates.push(wish(practiceFirmware('1.5.0'), ids, { limit: 2 }));
    expect(new Set(pushed.map(({ update }) => update?.pushId)).size).toBe(1);
    for (const { update } of pushed) await core.when(update?.id ?? '', ({ state }) => state === 'verified');
    expect(most).toBe(2);
    expect(core.snapshots.toSorted()).toEqual(ids);
  });

  it('answers for each of them, also for those that cannot be pushed to', async () => {
    const core = await startUpdateCore();
    await bare(core, '1.6');
    const gone = await bare(core, '1.6', { id: 'CP-2' });
    gone.leave();
    await core.station(({ id, connected }) => id === 'CP-2' && !connected);
    const pushed = await core.updates.push(wish(practiceFirmware('1.5.0'), ['CP-1', 'CP-2', 'CP-3', 'CP-1']));
    expect(
      pushed.map(({ stationId, update, failure }) => [stationId, update?.stationId ?? failure?.code]),
    ).toEqual([
      ['CP-1', 'CP-1'],
      ['CP-2', 'unavailable'],
      ['CP-3', 'not-found'],
    ]);
  });

  it('gives the turn on when one is cancelled while it waits, leaves, or says nothing', async () => {
    const core = await startUpdateCore({ means: { times: { connectMs: 80 } } });
    const [first, , third] = [
      await bare(core, '1.6', { id: 'CP-1' }),
      await bare(core, '1.6', { id: 'CP-2' }),
      await bare(core, '1.6', { id: 'CP-3' }),
    ];
    const pushed = await core.updates.push(
      wish(practiceFirmware('1.5.0'), ['CP-1', 'CP-2', 'CP-3'], { limit: 1 }),
    );
    const [one = '', two = '', three = ''] = pushed.map(({ update }) => update?.id ?? '');
    await first.next('UpdateFirmware');
    expect(core.updates.find(two).state).toBe('queued');
    const cancelled = core.updates.cancel(two);
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(cancelled.steps.at(-1)?.sentence).toBe('Cancelled by the technician. Nothing was sent.');
    third.leave();
    await core.station(({ id, connected }) => id === 'CP-3' && !connected);
    await core.step(one, 'not-connected-yet');
    const left = await core.when(three, ({ state }) => state === 'failed');
    expect(left).toMatchObject({ failedAt: { stage: 'checks', number: 1, code: 'not-connected' } });
  });

  it('is named as what stands in the way of another session', async () => {
    const core = await startUpdateCore();
    await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'));
    expect(core.updates.awaited()).toEqual(['CP-1 is being updated with practice.bin.']);
    core.updates.cancel(id);
    expect(core.updates.awaited()).toEqual([]);
  });
});

describe('what speaks against a push', () => {
  it('a car that charges: refused unless it is overruled', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    await station.say('StartTransaction', {
      connectorId: 1,
      idTag: 'TAG',
      meterStart: 0,
      timestamp: new Date().toISOString(),
    });
    const path = practiceFirmware('1.5.0');
    const { stations } = await core.updates.check(wish(path, ['CP-1']));
    expect(stations[0]).toMatchObject({ canPush: false, action: 'UpdateFirmware' });
    expect(stations[0]?.preChecks).toContainEqual({
      code: 'transaction',
      level: 'blocks',
      sentence: 'A car is charging (connector 1): an update may cut it off.',
      remedy: 'Wait until it has ended, or stop it.',
    });
    const [refused] = await core.updates.push(wish(path, ['CP-1']));
    expect(refused?.failure).toMatchObject({ code: 'conflict' });
    expect(station.asked.map(({ action }) => action)).not.toContain('UpdateFirmware');
    const { id } = await core.push(path, { isForced: true });
    await core.step(id, 'accepted');
  });

  it('another update, its configuration, a log, its clock, its room, its version', async () => {
    const item = { address: 'FreeStorageSpace', value: '100 kB' };
    const core = await startUpdateCore({
      means: {
        busyWith: () => 'The configuration of CP-1 is being read.',
        isFetching: () => true,
        configuration: () => ({ items: [item] }),
      },
    });
    const station = await bare(core, '1.6', { firmwareVersion: '1.5.0' });
    await station.say('StatusNotification', {
      connectorId: 1,
      errorCode: 'NoError',
      status: 'Available',
      timestamp: new Date(Date.now() - 3600_000).toISOString(),
    });
    const path = practiceFirmware('1.5.0');
    await core.push(path, { isForced: true });
    const { file, stations } = await core.updates.check({ ...wish(path, ['CP-1']), version: 'v1.5.0' });
    expect(file).toMatchObject({ name: 'practice.bin', sizeBytes: 200_000, version: 'v1.5.0' });
    const levels = stations[0]?.preChecks.map(({ code, level }) => `${code} ${level}`);
    expect(levels).toEqual([
      'connected ok',
      'no-transaction ok',
      'update-under-way blocks',
      'configuration-busy blocks',
      'fetch-under-way warning',
      'same-version warning',
      'no-space warning',
      'clock warning',
      'snapshot ok',
    ]);
  });

  it('says what will happen, and sends nothing', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    const path = practiceFirmware('1.5.0');
    const { stations } = await core.updates.check({ ...wish(path, ['CP-1']), isSigned: true });
    const [checked] = stations;
    expect(checked).toMatchObject({ canPush: true, action: 'SignedUpdateFirmware', protocol: 'http' });
    expect(checked?.location).toBe(`http://127.0.0.1:${core.port}/f/…/practice.bin`);
    expect(checked?.whatHappens).toEqual([
      'The configuration of CP-1 is read and kept.',
      `CP-1 is sent SignedUpdateFirmware: it is to fetch practice.bin (200 kB) by HTTP from http://127.0.0.1:${core.port}/f/…/practice.bin, at once.`,
      'Where it does not know that, UpdateFirmware is sent instead, which carries no signature.',
      expect.stringContaining('checks its signature, installs it and restarts'),
      expect.stringContaining('looks whether the version that it reports then is another than 1.4.2'),
      expect.stringContaining('nothing can stop it'),
    ]);
    expect(station.asked).toEqual([]);
    expect(core.updates.list()).toEqual([]);
  });

  it('what the version cannot say', async () => {
    const core = await startUpdateCore();
    await bare(core, '1.6');
    const path = practiceFirmware('1.5.0');
    const later = Date.now() + 3600_000;
    const [plain] = await core.updates.push(wish(path, ['CP-1'], { installAt: later }));
    expect(plain?.failure).toMatchObject({ code: 'invalid-params' });
    const [form] = await core.updates.push(wish(path, ['CP-1'], { protocol: 'sftp', urlForm: 'anonymous' }));
    expect(form?.failure).toMatchObject({ code: 'invalid-params' });
    await expect(
      core.updates.push(wish(path, ['CP-1'], { retrieveAt: later, installAt: later - 1 })),
    ).rejects.toMatchObject({ code: 'invalid-params' });
  });
});

describe('bad input', () => {
  it('a file that is not there, empty, or no whole path', async () => {
    const core = await startUpdateCore();
    await bare(core, '1.6');
    const path = practiceFirmware('1.5.0');
    writeFileSync(`${path}.empty`, '');
    const push = (one: string): Promise<unknown> => core.updates.push(wish(one, ['CP-1']));
    await expect(push('/nowhere/fw.bin')).rejects.toMatchObject({ code: 'not-found' });
    await expect(push(`${path}.empty`)).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(push('fw.bin')).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(
      core.updates.push({ ...wish(path, ['CP-1']), file: { libraryId: 'x' } }),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('a file that is another by the time it is its turn', async () => {
    const core = await startUpdateCore({
      means: {
        keepConfiguration: async () => {
          writeFileSync(path, 'something else');
          return 'snapshot-1';
        },
      },
    });
    const path = practiceFirmware('1.5.0');
    const station = await bare(core, '1.6');
    const { id } = await core.push(path);
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ stage: 'checks', code: 'file-not-offered' });
    expect(failed.failedAt?.why).toContain('is not the file any more that it was');
    expect(station.asked).toEqual([]);
  });

  it('a file that is taken away while it is handed out', async () => {
    const core = await startUpdateCore();
    const path = practiceFirmware('1.5.0');
    const station = await bare(core, '1.6');
    const { id } = await core.push(path);
    const { location } = (await station.next('UpdateFirmware')) as { location: string };
    rmSync(path);
    await fetchWhole(location);
    expect((await core.step(id, 'offer-changed')).sentence).toContain('Turned away: ');
    await station.say('FirmwareStatusNotification', { status: 'DownloadFailed' });
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ code: 'download-failed-refused' });
  });

  it('a configuration that cannot be kept stops nothing, and is said', async () => {
    const core = await startUpdateCore({
      means: { keepConfiguration: () => Promise.reject(new Error('it does not answer')) },
    });
    await practise(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(codesOf(done)).toContain('no-snapshot');
    expect(done.snapshotId).toBeUndefined();
  });

  it('a station that leaves before it answers', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    station.answers.set('UpdateFirmware', () => {
      station.leave();
      return undefined;
    });
    const { id } = await core.push(practiceFirmware('1.5.0'));
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ stage: 'request', code: 'not-connected' });
  });

  it('an answer that refuses, or knows nothing of it, or never comes', async () => {
    const core = await startUpdateCore({ means: { times: { answerMs: 60, giveUpMs: 200 } } });
    const station = await bare(core, '2.0.1');
    const path = practiceFirmware('1.5.0');
    const cases = [
      [
        (): object => ({ status: 'Rejected', statusInfo: { reasonCode: 'InvalidURL' } }),
        'protocol-not-supported',
      ],
      [(): object => ({ status: 'RevokedCertificate' }), 'certificate-revoked'],
      [(): string => 'NotImplemented', 'not-known'],
      [(): undefined => undefined, 'gave-up'],
    ] as const;
    for (const [answer, code] of cases) {
      station.answers.set('UpdateFirmware', () => answer() as Record<string, unknown> | string | undefined);
      const { id } = await core.push(path);
      const failed = await core.when(id, ({ state }) => state === 'failed');
      expect(failed.failedAt?.code).toBe(code);
    }
    station.answers.set('UpdateFirmware', () => ({ status: 'AcceptedCanceled' }));
    const { id } = await core.push(path);
    expect((await core.step(id, 'accepted')).sentence).toContain('It gave up another update for this one');
  });

  it('SignedUpdateFirmware that a charger of 1.6 does not know: sent without, and said so', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    station.answers.set('SignedUpdateFirmware', () => 'NotImplemented');
    const signature = { signature: 'AAAA', signingCertificate: 'PEM' };
    const { id } = await core.push(practiceFirmware('1.5.0'), { signature });
    await core.step(id, 'accepted');
    const update = core.updates.find(id);
    expect(update).toMatchObject({ action: 'UpdateFirmware', isSigned: false });
    expect(
      update.steps.find(({ level, code }) => code === 'asked' && level === 'warning')?.sentence,
    ).toContain('carries no signature');
    expect(station.asked.map(({ action }) => action)).toEqual(['SignedUpdateFirmware', 'UpdateFirmware']);
  });

  it('wrong passwords end the address', async () => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    const { id } = await core.push(practiceFirmware('1.5.0'), { protocol: 'ftp' });
    const { location } = (await station.next('UpdateFirmware')) as { location: string };
    await core.step(id, 'accepted');
    const { username, port } = new URL(location);
    const { Client } = await import('basic-ftp');
    for (let tries = 0; tries < 5; tries += 1) {
      const client = new Client();
      await client
        .access({ host: '127.0.0.1', port: Number(port), user: username, password: 'wrong' })
        .catch(() => undefined);
      client.close();
    }
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ stage: 'download', code: 'wrong-passwords' });
  });
});
