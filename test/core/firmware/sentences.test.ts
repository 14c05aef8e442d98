import { describe, expect, it } from 'vitest';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { UpdateTimes } from '../../../electron/core/firmware/story/updateEvent.ts';
import type { PushWish } from '../../../electron/core/firmware/firmwareUpdates.ts';
import type { LogStation } from '../diagnostics/logStation.ts';
import {
  bare,
  boots,
  codesOf,
  fetchWhole,
  practiceFirmware,
  startUpdateCore,
  type UpdateCore,
} from './updateCore.ts';

interface Pushed {
  core: UpdateCore;
  station: LogStation;
  id: string;
  location: string;
  requestId: unknown;
  says: (status: string) => Promise<void>;
  settled: (code: string) => Promise<FirmwareUpdate>;
}

const STATUS = 'FirmwareStatusNotification';

/** A bare station of 2.0.1 that was asked, with its address. */
async function pushed(times: Partial<UpdateTimes> = {}, wish: Partial<PushWish> = {}): Promise<Pushed> {
  const core = await startUpdateCore({ means: { times } });
  const station = await bare(core, '2.0.1');
  const { id } = await core.push(practiceFirmware('1.5.0', { kilobytes: 300 }), {
    version: '1.5.0',
    ...wish,
  });
  const payload = await station.next('UpdateFirmware');
  const { location } = payload['firmware'] as { location: string };
  const { requestId } = payload;
  await core.step(id, 'accepted');
  return {
    core,
    station,
    id,
    location,
    requestId,
    says: (status) => station.say(STATUS, { status, requestId }),
    settled: (code) => core.when(id, ({ steps }) => steps.some((one) => one.code === code)),
  };
}

async function fetchRange(location: string, from: number, to: number): Promise<void> {
  const response = await fetch(location, { headers: { range: `bytes=${from}-${to - 1}` } });
  await response.arrayBuffer();
}

describe('what a station says of a download is held against the bytes that were served', () => {
  it('DownloadFailed, and it never reached this computer', async () => {
    const { says, settled } = await pushed();
    await says('Downloading');
    await says('DownloadFailed');
    const failed = await settled('download-failed-unreached');
    expect(failed).toMatchObject({ state: 'failed', failedAt: { stage: 'download', number: 3 } });
    expect(failed.failedAt?.why).toContain('0 bytes were asked for: it never reached this computer');
    expect(failed.steps.at(-1)?.remedy).toContain('firewall');
    expect(failed.steps.at(-1)?.remedy).toContain('Next try: FTP');
  });

  it('DownloadFailed, and it had all bytes', async () => {
    const { says, settled, location } = await pushed();
    await fetchWhole(location);
    await settled('complete');
    await says('DownloadFailed');
    const { failedAt } = await settled('download-failed-complete');
    expect(failedAt?.why).toContain('it fetched the whole file (300 kB)');
  });

  it('DownloadFailed, and it stopped in the middle', async () => {
    const { says, settled, location, core, id } = await pushed();
    await fetchRange(location, 0, 100_000);
    await core.when(id, ({ coveredBytes }) => coveredBytes === 100_000);
    await says('DownloadFailed');
    const { failedAt, steps } = await settled('download-failed-partly');
    expect(failedAt?.why).toContain('it stopped at 100 kB of 300 kB');
    expect(steps.at(-1)?.remedy).toContain('Next try: the plainest HTTP.');
  });

  it('DownloadFailed, and it was turned away for another protocol or method', async () => {
    const { says, settled, location } = await pushed();
    await fetch(location, { method: 'PUT', body: 'x' });
    await says('DownloadFailed');
    const { failedAt } = await settled('download-failed-refused');
    expect(failedAt?.why).toContain('It was turned away');
  });

  it('failures of a station that is to try again', async () => {
    const { says, settled } = await pushed({}, { retries: 1 });
    await says('DownloadFailed');
    expect(await settled('download-failed-retry')).toMatchObject({ state: 'waiting', failures: 1 });
    await says('DownloadFailed');
    expect(await settled('download-failed-unreached')).toMatchObject({ state: 'failed', failures: 2 });
  });

  it('Downloaded, though nothing was fetched, and though only a part was', async () => {
    const { says, settled, location, core, id } = await pushed();
    await says('Downloaded');
    const first = await settled('downloaded-incomplete');
    expect(first.steps.at(-1)?.sentence).toBe('Says Downloaded, but never fetched the file from here.');
    await fetchRange(location, 0, 50_000);
    await core.when(id, ({ coveredBytes }) => coveredBytes === 50_000);
    await says('Downloading');
    await says('Downloaded');
    const second = await core.when(
      id,
      ({ steps }) => steps.at(-1)?.code === 'downloaded-incomplete' && steps.length > first.steps.length,
    );
    expect(second.steps.at(-1)?.sentence).toBe('Says Downloaded, but only 50 kB of 300 kB have left.');
  });

  it('pieces, each on a connection of its own, are counted as one file', async () => {
    const { settled, location } = await pushed();
    for (let from = 0; from < 300_000; from += 100_000) await fetchRange(location, from, from + 100_000);
    const done = await settled('complete');
    expect(done).toMatchObject({ connectionCount: 3, coveredBytes: 300_000, state: 'downloaded' });
    expect(done.connections.map(({ fromByte, end }) => [fromByte, end])).toEqual([
      [0, 'whole'],
      [100_000, 'whole'],
      [200_000, 'whole'],
    ]);
    expect(codesOf(done).filter((code) => code === 'download-started')).toHaveLength(1);
    expect(done.bytesPerS).toBeUndefined();
  });
});

describe('what nobody says is said by time', () => {
  it('not connected yet, with the next form of the address to try, and given up', async () => {
    const { settled } = await pushed({ connectMs: 30, giveUpMs: 150 });
    const waiting = await settled('not-connected-yet');
    expect(waiting.steps.at(-1)?.remedy).toContain('does not like its form');
    const failed = await settled('gave-up');
    expect(failed).toMatchObject({ state: 'failed', failedAt: { stage: 'download' } });
    expect(failed.failedAt?.why).toContain('Never fetched the file');
  });

  it('stopped in the middle', async () => {
    const { settled, location } = await pushed({ giveUpMs: 300 });
    await fetchRange(location, 0, 1000);
    expect((await settled('gave-up')).failedAt?.why).toContain('Stopped at 1 kB of 300 kB');
  });

  it('will fetch it later, says when, and never does', async () => {
    const { says, settled, location } = await pushed({ connectMs: 20, giveUpMs: 60, addressMs: 400 });
    await says('DownloadScheduled');
    const failed = await settled('address-ended');
    expect(failed.failedAt?.why).toContain('the file was never fetched');
    expect((await fetch(location)).status).toBe(410);
  });

  it('has the whole file, says nothing, and never restarts', async () => {
    const { settled, location } = await pushed({ statusMs: 20, installMs: 120 });
    await fetchWhole(location);
    await settled('no-status');
    const failed = await settled('no-installation');
    expect(failed.failedAt).toMatchObject({ stage: 'installation', number: 5 });
    expect(failed.failedAt?.why).toContain('It told no status at all, and it has not restarted');
  });

  it('says Installed and never restarts: unverified, until it does', async () => {
    const { says, settled, location, station, core, id } = await pushed({ bootMs: 60 });
    await fetchWhole(location);
    await settled('complete');
    await says('Installed');
    expect(await settled('never-booted')).toMatchObject({ state: 'unverified' });
    await boots(station, '2.0.1', '1.5.0');
    await core.when(id, ({ state }) => state === 'verified');
  });

  it('says InstallRebooting and does not come back', async () => {
    const { says, settled, location } = await pushed({ bootMs: 60 });
    await fetchWhole(location);
    await settled('complete');
    await says('InstallRebooting');
    expect((await settled('not-back')).failedAt).toMatchObject({ stage: 'restart', number: 6 });
  });
});

describe('the version decides', () => {
  const withFile = async (
    times: Partial<UpdateTimes> = {},
    wish: Partial<PushWish> = {},
  ): Promise<Pushed> => {
    const all = await pushed(times, wish);
    await fetchWhole(all.location);
    await all.settled('complete');
    return all;
  };

  it('the same as before, and Installed was said', async () => {
    const { says, settled, station } = await withFile();
    await says('Installing');
    await boots(station, '2.0.1', '1.4.2');
    await says('Installed');
    expect(await settled('same-version')).toMatchObject({ state: 'unverified', versionAfter: '1.4.2' });
  });

  it('the same as before, and Installed was never said', async () => {
    const { settled, station } = await withFile({ verifyMs: 60 });
    await boots(station, '2.0.1', '1.4.2');
    const failed = await settled('not-installed');
    expect(failed.failedAt).toMatchObject({ stage: 'version', number: 7 });
  });

  it('not told', async () => {
    const { says, settled, station } = await withFile();
    await boots(station, '2.0.1', undefined);
    await says('Installed');
    expect(await settled('version-not-told')).toMatchObject({ state: 'unverified' });
  });

  it('another than was expected', async () => {
    const { settled, station } = await withFile();
    await boots(station, '2.0.1', '1.4.9');
    const update = await settled('other-version');
    expect(update.state).toBe('unverified');
    expect(update.steps.at(-1)?.sentence).toBe(
      'It reports version 1.4.9 after 1.4.2, where 1.5.0 was expected.',
    );
  });

  it('spelt with words around it', async () => {
    const { settled, station } = await withFile();
    await boots(station, '2.0.1', 'v1.5.0 (Mar 3)');
    await settled('verified');
  });

  it('that it had already: its own word counts only when all else fits', async () => {
    const { says, settled, station } = await withFile({}, { version: '1.4.2' });
    await boots(station, '2.0.1', '1.4.2');
    await settled('same-version-yet');
    await says('Installed');
    const done = await settled('verified');
    expect(done.steps.at(-1)?.sentence).toContain('that it was installed again is its own word');
  });

  it('falls back later', async () => {
    const { settled, station } = await withFile();
    await boots(station, '2.0.1', '1.5.0');
    await settled('verified');
    await boots(station, '2.0.1', '1.4.2');
    expect((await settled('fell-back')).failedAt).toMatchObject({ stage: 'version' });
  });

  it('proves what a late word denies', async () => {
    const { says, settled, station } = await withFile();
    await boots(station, '2.0.1', '1.5.0');
    await says('InstallationFailed');
    expect(await settled('installation-failed')).toMatchObject({ state: 'verified' });
  });
});

describe('every status of the specification', () => {
  it.each([
    ['DownloadScheduled', 'waiting'],
    ['DownloadPaused', 'waiting'],
    ['Downloading', 'downloading'],
    ['Downloaded', 'downloaded'],
    ['InstallScheduled', 'downloaded'],
    ['Installing', 'installing'],
    ['InstallRebooting', 'rebooting'],
    ['SignatureVerified', 'downloaded'],
    ['Installed', 'rebooting'],
    ['InvalidSignature', 'failed'],
    ['InstallVerificationFailed', 'failed'],
    ['InstallationFailed', 'failed'],
    ['DownloadFailed', 'failed'],
    ['Idle', 'waiting'],
    ['Frobnicating', 'waiting'],
  ])('%s', async (status, state) => {
    const { says, core, id } = await pushed();
    await says(status);
    const told = await core.when(id, (update) => update.status?.status === status);
    expect(told.state).toBe(state);
    expect(told.steps.at(-1)?.sentence).toContain(`Says ${status}`);
    expect(told.steps.at(-1)?.aboutSeq).toBe(told.status?.seq);
  });

  it('is taken for what it is about, whatever id it names', async () => {
    const { station, core, id } = await pushed();
    await station.say(STATUS, { status: 'Downloading', requestId: 7 });
    const told = await core.step(id, 'says-downloading');
    expect(told.sentence).toMatch(/for request 7 instead of \d+/);
  });

  it('again and again is one step, a failure too', async () => {
    const { says, core, id } = await pushed();
    for (let times = 0; times < 5; times += 1) await says('DownloadFailed');
    const { steps, failures } = core.updates.find(id);
    expect(failures).toBe(1);
    expect(steps.filter(({ sentence }) => sentence.startsWith('Says DownloadFailed'))).toHaveLength(1);
  });

  it.each([
    ['SignatureVerified', 'downloaded'],
    ['InstallScheduled', 'downloaded'],
    ['InvalidSignature', 'failed'],
  ])('of the security whitepaper: %s', async (status, state) => {
    const core = await startUpdateCore();
    const station = await bare(core, '1.6');
    const signature = { signature: 'AAAA', signingCertificate: 'PEM' };
    const installAt = Date.now() + 60_000;
    const { id, requestId } = await core.push(practiceFirmware('1.5.0'), { signature, installAt });
    const payload = await station.next('SignedUpdateFirmware');
    expect(payload).toMatchObject({
      requestId,
      firmware: { ...signature, installDateTime: new Date(installAt).toISOString() },
    });
    await core.step(id, 'accepted');
    await station.say('SignedFirmwareStatusNotification', { status, requestId });
    const told = await core.when(id, (update) => update.status?.status === status);
    expect(told).toMatchObject({ state, requestId, isSigned: true });
  });

  it.each([
    ['Downloading', 'downloading'],
    ['DownloadPaused', 'waiting'],
    ['Downloaded', 'downloaded'],
    ['ChecksumVerified', 'downloaded'],
    ['InvalidChecksum', 'failed'],
    ['PublishFailed', 'failed'],
    ['Published', 'published'],
  ])('of a publication: %s', async (status, state) => {
    const core = await startUpdateCore();
    const station = await bare(core, '2.0.1');
    const file = { path: practiceFirmware('1.5.0') };
    const { id, requestId } = await core.updates.publish('CP-1', { file });
    await core.step(id, 'accepted');
    const location = ['http://10.0.0.1/fw'];
    const more = status === 'Published' ? { location } : {};
    await station.say('PublishFirmwareStatusNotification', { status, requestId, ...more });
    const told = await core.when(id, (update) => update.status?.status === status);
    expect(told.state).toBe(state);
    if (status === 'Published') expect(told.publishedAt).toEqual(location);
  });
});
