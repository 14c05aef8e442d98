import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { startFileCore, temporaryFolder } from '../../core/files/fileCore.ts';
import { sampleFile } from '../../core/files/sampleFile.ts';
import { beginBooted } from '../practiceFixture.ts';
import { askForLog, endOfUpload, habits, statuses } from './fileTalk.ts';

const PAST = new Date(0).toISOString();

describe('the practice charger and the files of Kerbside', () => {
  it.each(['log-gz', 'http-form', 'http-post', 'http-chunks', 'log-in-folder', 'log-escapes'])(
    'a log comes in (%s)',
    async (habit) => {
      const core = await startFileCore();
      const upload = await core.expectUpload('http');
      const { central } = await beginBooted('1.6', habits(habit));
      await askForLog(central, '1.6', upload.url);
      const { file } = await upload.event('received');
      expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
      expect(gunzipSync(readFileSync(file.path)).toString('utf8')).toContain('firmware     1.4.2');
      expect(core.kept()).toHaveLength(1);
    },
  );

  it('a log that broke off goes on where it was', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const { central } = await beginBooted('2.0.1', habits('upload-breaks', 'log-size=2'));
    await askForLog(central, '2.0.1', upload.url);
    const { file } = await upload.event('received');
    expect(await endOfUpload(central, '2.0.1')).toBe('Uploaded');
    const starts = upload.events.flatMap((event) => (event.kind === 'started' ? [event.fromBytes] : []));
    expect(starts).toHaveLength(2);
    expect(starts[1]).toBeGreaterThan(0);
    const text = readFileSync(file.path, 'utf8');
    const ids = [...text.matchAll(/TX \[2,"h([0-9a-z]{8})"/g)].map(([, id]) => Number.parseInt(id ?? '', 36));
    expect(ids).toEqual(ids.map((_, index) => index + 1));
  });

  it.each(['https', 'ftp', 'ftps', 'sftp'] as const)('files go both ways by %s', async (protocol) => {
    const core = await startFileCore({ authority: new LocalAuthority(temporaryFolder()) });
    const upload = await core.expectUpload(protocol);
    const { central } = await beginBooted('2.0.1', { speed: 200, ...habits('log-size=1', 'upload-breaks') });
    await askForLog(central, '2.0.1', upload.url);
    await upload.event('received');
    expect(await endOfUpload(central, '2.0.1')).toBe('Uploaded');
    const offer = await core.offerFile(protocol, sampleFile(400_000, 'practice-1.9.0.bin').path);
    const firmware = { location: offer.url, retrieveDateTime: PAST };
    await central.call('UpdateFirmware', { requestId: 1, firmware });
    await offer.event('complete');
    await central.expect('FirmwareStatusNotification', ({ status }) => status === 'Installed');
  });

  it('100 GB are refused before they come', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const { central } = await beginBooted('2.0.1', habits('huge-upload'));
    await askForLog(central, '2.0.1', upload.url);
    const { refusal } = await upload.event('refused');
    expect(refusal.sentence).toContain('larger than the 4 GB');
    expect(await endOfUpload(central, '2.0.1')).toBe('UploadFailure');
    expect(core.kept()).toEqual([]);
  });

  it.each(['upload', 'download'] as const)('an %s that stalls is told', async (direction) => {
    const times = { stallMs: 200, giveUpMs: 3_600_000 };
    const core = await startFileCore({ files: { times } });
    const { central } = await beginBooted('1.6', habits(`${direction}-stalls`, 'log-size=1'));
    if (direction === 'upload') {
      const upload = await core.expectUpload('http');
      await askForLog(central, '1.6', upload.url);
      expect((await upload.event('stalled')).bytes).toBeGreaterThan(0);
      return;
    }
    const offer = await core.offerFile('http', sampleFile(40_000_000, 'practice-1.9.0.bin').path);
    await central.call('UpdateFirmware', { location: offer.url, retrieveDate: PAST });
    expect((await offer.event('stalled')).sentBytes).toBeGreaterThan(0);
    expect(statuses(central, 'FirmwareStatusNotification')).toEqual(['Downloading']);
  });

  it('a second file to the same address is told', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const { central } = await beginBooted('2.0.1', habits('uploads-twice'));
    await askForLog(central, '2.0.1', upload.url);
    await upload.event('received');
    expect(await endOfUpload(central, '2.0.1')).not.toBe('Uploaded');
    expect(core.kept()).toHaveLength(1);
  });

  it.each(['needs-plain-http', 'download-head', 'download-breaks', 'download-restarts', 'slow-files=100000'])(
    'firmware is fetched (%s)',
    async (habit) => {
      const core = await startFileCore();
      const { path } = sampleFile(400_000, 'practice-1.9.0.bin');
      const offer = await core.offerFile('http', path, { isPlain: true });
      const { central } = await beginBooted('1.6', { speed: 200, ...habits(habit) });
      await central.call('UpdateFirmware', { location: offer.url, retrieveDate: PAST });
      await offer.event('complete');
      const { payload } = await central.expect('BootNotification');
      expect(payload['firmwareVersion']).toBe('1.9.0');
      const ranges = offer.events.flatMap((event) => (event.kind === 'range' ? [event.from] : []));
      expect(ranges.some((from) => from > 0)).toBe(habit === 'download-breaks');
    },
  );

  it('firmware goes on after a restart in the middle', async () => {
    const core = await startFileCore();
    const { path } = sampleFile(400_000, 'practice-1.9.0.bin');
    const offer = await core.offerFile('http', path);
    const { central } = await beginBooted('1.6', { speed: 200, ...habits('reboots-in-download') });
    await central.call('UpdateFirmware', { location: offer.url, retrieveDate: PAST });
    expect((await central.expect('BootNotification')).payload['firmwareVersion']).toBe('1.4.2');
    expect((await central.expect('BootNotification')).payload['firmwareVersion']).toBe('1.9.0');
    await central.expect('FirmwareStatusNotification', ({ status }) => status === 'Installed');
    const told = ['Downloading', 'Downloading', 'Downloaded', 'Installing', 'Installed'];
    expect(statuses(central, 'FirmwareStatusNotification')).toEqual(told);
    expect(offer.events.some((event) => event.kind === 'range' && event.from > 0)).toBe(true);
  });
});
