import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FetchRequest } from '../../../electron/core/diagnostics/fetchRequest.ts';
import type { FetchTimes } from '../../../electron/core/diagnostics/story/fetchEvent.ts';
import type { JsonVersion } from '../../../shared/ocpp/version.ts';
import { RawFtp } from '../files/rawFtp.ts';
import { sampleFile } from '../files/sampleFile.ts';
import { codesOf, startFetchCore, upload, type FetchCore, type FetchCoreOptions } from './fetchCore.ts';
import { LogStation } from './logStation.ts';

interface Asked {
  core: FetchCore;
  station: LogStation;
  id: string;
  location: string;
  requestId: number | undefined;
}

interface Case extends FetchCoreOptions {
  version?: JsonVersion;
  answer?: Record<string, unknown>;
  request?: Partial<FetchRequest>;
}

/** A 2.1 station that was asked and has answered. */
async function asked({ version = '2.1', answer, request, ...options }: Case = {}): Promise<Asked> {
  const core = await startFetchCore(options);
  const station = await LogStation.connect(core.url, version);
  station.answers.set('GetLog', () => answer ?? { status: 'Accepted', filename: 'log.zip' });
  const { id, requestId } = await core.fetches.start({ stationId: 'CP-1', ...request });
  const { log } = (await station.next('GetLog')) as { log: { remoteLocation: string } };
  await core.when(id, ({ state }) => state !== 'asking');
  return { core, station, id, location: log.remoteLocation, requestId };
}

const says = ({ station, requestId }: Asked, status: string, more: object = {}): Promise<void> =>
  station.say('LogStatusNotification', { status, requestId, ...more });

/** Begins to upload by hand, and sends only a part of what it announces. */
async function beginUpload(location: string, announced: number, sent: number): Promise<Socket> {
  const { hostname, port, pathname } = new URL(location);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const head = `PUT ${pathname}log.zip HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${announced}\r\n\r\n`;
  socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(sent, 1)]));
  return socket;
}

const SHORT: Partial<FetchTimes> = { connectMs: 20, uploadedMs: 20, statusMs: 20, namelessMs: 20 };

describe('what the station says is held against what is on the wire', () => {
  it('says UploadFailure because it was refused, which the next protocol would not change', async () => {
    const one = await asked();
    await beginUpload(one.location, 5_000_000_000, 0);
    const refused = await one.core.step(one.id, 'upload-too-large');
    await says(one, 'UploadFailure');
    expect(await one.core.step(one.id, 'upload-failed-refused')).toMatchObject({
      level: 'problem',
      sentence: 'Says UploadFailure, since Kerbside refused what it wanted to send.',
      remedy: refused.remedy,
    });
  });

  it('says Uploaded, but nothing arrived', async () => {
    const one = await asked({ times: { uploadedMs: 20 } });
    await says(one, 'Uploaded');
    const step = await one.core.step(one.id, 'uploaded-nothing-arrived');
    expect(step).toMatchObject({
      level: 'problem',
      sentence: 'Says Uploaded, but nothing arrived: it has never connected here.',
      remedy: expect.stringContaining('Next try: FTP.'),
    });
    expect(one.core.fetches.find(one.id)).toMatchObject({ state: 'failed', isOpen: true });
  });

  it('takes a file that comes after all', async () => {
    const one = await asked({ times: { uploadedMs: 20 } });
    await says(one, 'Uploaded');
    await one.core.step(one.id, 'uploaded-nothing-arrived');
    await upload(one.location, 'log.zip', sampleFile(10).bytes);
    expect(await one.core.when(one.id, ({ file }) => file !== undefined)).toMatchObject({
      state: 'received',
      isOpen: false,
    });
  });

  it('arrived, but no status', async () => {
    const one = await asked({ times: { statusMs: 20 } });
    await says(one, 'Uploading');
    await upload(one.location, 'log.zip', sampleFile(10).bytes);
    const step = await one.core.step(one.id, 'no-status');
    expect(step).toMatchObject({ level: 'warning' });
    expect(step.sentence).toMatch(/^The file arrived, but no status of it has come since .*Uploading\.$/);
    expect(one.core.fetches.find(one.id).state).toBe('received');
  });

  it('accepted, but has not connected', async () => {
    const one = await asked({ times: { connectMs: 20 } });
    const step = await one.core.step(one.id, 'not-connected-yet');
    expect(step.sentence).toMatch(/^Accepted, but has not connected since .*\.$/);
    expect(step.remedy).toContain('http://127.0.0.1');
    expect(one.core.fetches.find(one.id).state).toBe('waiting');
  });

  it('nobody waits for ever', async () => {
    const one = await asked({ times: { connectMs: 10, giveUpMs: 30 } });
    expect((await one.core.step(one.id, 'gave-up')).sentence).toMatch(/^Has never connected; /);
    expect(one.core.fetches.find(one.id).state).toBe('failed');
  });

  it('no file name: it has nothing to upload', async () => {
    const one = await asked({ answer: { status: 'Accepted' }, times: { namelessMs: 20 } });
    const step = await one.core.step(one.id, 'nothing-to-upload');
    expect(step.sentence).toBe('Answered without a file name: it says that it has nothing to upload.');
    expect(await one.core.when(one.id, ({ state }) => state !== 'waiting')).toMatchObject({
      state: 'nothing',
    });
  });

  it('no file name, and uploads all the same', async () => {
    const one = await asked({ answer: { status: 'Accepted', filename: '' }, times: SHORT });
    await upload(one.location, 'log.zip', sampleFile(10).bytes);
    expect(await one.core.when(one.id, ({ file }) => file !== undefined)).toMatchObject({
      state: 'received',
    });
  });

  it('the file is empty', async () => {
    const one = await asked();
    await upload(one.location, 'log.zip', Buffer.alloc(0));
    expect((await one.core.step(one.id, 'file-empty')).sentence).toBe(
      'The file log.zip is empty: not one byte of it came.',
    );
    expect(one.core.fetches.find(one.id)).toMatchObject({ state: 'failed', file: { sizeBytes: 0 } });
  });

  it('stalled, and the connection broke', async () => {
    const one = await asked({ files: { files: { times: { stallMs: 30, giveUpMs: 60_000 } } } });
    const socket = await beginUpload(one.location, 1_000_000, 250_000);
    expect((await one.core.step(one.id, 'stalled')).sentence).toMatch(
      /^Stalled at .* of 1 MB: nothing moved for /,
    );
    expect(one.core.fetches.find(one.id).state).toBe('uploading');
    await one.core.when(one.id, ({ bytes }) => bytes > 0);
    socket.destroy();
    const step = await one.core.step(one.id, 'broke');
    expect(step.level).toBe('warning');
    expect(step.sentence).toMatch(/^The connection broke at [\d.]+ kB of 1 MB\.$/);
    expect(one.core.fetches.find(one.id).state).toBe('waiting');
    await says(one, 'UploadFailure');
    expect((await one.core.step(one.id, 'upload-failed')).sentence).toMatch(
      /^Says UploadFailure, after [\d.]+ kB of 1 MB\.$/,
    );
  });

  it('says Uploaded, but only a part arrived', async () => {
    const one = await asked({ times: { uploadedMs: 20 } });
    const socket = await beginUpload(one.location, 1_000_000, 400_000);
    await one.core.when(one.id, ({ bytes }) => bytes > 0);
    socket.end();
    await one.core.step(one.id, 'broke');
    await says(one, 'Uploaded');
    expect((await one.core.step(one.id, 'uploaded-nothing-arrived')).sentence).toMatch(
      /^Says Uploaded, but only [\d.]+ kB of 1 MB arrived\.$/,
    );
  });

  it('says that it failed, though the file is here', async () => {
    const one = await asked();
    await upload(one.location, 'log.zip', sampleFile(10).bytes);
    await one.core.when(one.id, ({ state }) => state === 'received');
    await says(one, 'UploadFailure');
    expect((await one.core.step(one.id, 'failed-but-arrived')).level).toBe('warning');
    expect(one.core.fetches.find(one.id).state).toBe('received');
  });

  it('fails without a connection', async () => {
    const one = await asked();
    await says(one, 'UploadFailure', { statusInfo: { reasonCode: 'NoRoute' } });
    const { sentence, remedy } = await one.core.step(one.id, 'upload-failed');
    expect(sentence).toMatch(/^Says UploadFailure \(NoRoute\), and has never connected to http:/);
    expect(remedy).toContain('firewall');
  });

  it('fails, but is to try again', async () => {
    const one = await asked({ request: { retries: 1 } });
    await says(one, 'UploadFailure');
    expect((await one.core.step(one.id, 'upload-failed-retry')).level).toBe('warning');
    expect(one.core.fetches.find(one.id).state).toBe('waiting');
    await says(one, 'UploadFailure');
    await one.core.step(one.id, 'upload-failed');
  });

  it('fails, and was told never to try again', async () => {
    const one = await asked({ request: { retries: 0 } });
    expect(await one.station.next('GetLog')).toMatchObject({ retries: 0 });
    await says(one, 'UploadFailure');
    await one.core.step(one.id, 'upload-failed');
    expect(one.core.fetches.find(one.id)).toMatchObject({ state: 'failed', failures: 1 });
  });

  it('132: says nothing any more after its second failure, and nobody waits for ever', async () => {
    const one = await asked({ request: { retries: 3 }, times: { giveUpMs: 100 } });
    await says(one, 'UploadFailure');
    await says(one, 'UploadFailure');
    const { sentence } = await one.core.step(one.id, 'gave-up');
    expect(sentence).toMatch(/^Has never connected; nothing was heard for /);
    expect(one.core.fetches.find(one.id).state).toBe('failed');
  });

  it('162: names no file, then fails by HTTP, and FTP is proposed', async () => {
    const core = await startFetchCore({
      files: { central: { profileOf: () => ({ fileProtocols: ['http', 'ftp'] }) } },
    });
    const station = await LogStation.connect(core.url, '1.6');
    station.answers.set('GetDiagnostics', () => ({}));
    const { id } = await core.fetches.start({ stationId: 'CP-1' });
    expect((await core.step(id, 'nothing-to-upload')).level).toBe('warning');
    await station.say('DiagnosticsStatusNotification', { status: 'UploadFailed' });
    expect((await core.step(id, 'upload-failed')).remedy).toContain('Next try: FTP.');
    const again = await core.fetches.retry(id);
    expect(again).toMatchObject({ protocol: 'ftp', retryOf: id });
  });

  it('131, 161: a flood of Uploading is one step, and the first of them counts', async () => {
    const one = await asked();
    for (let count = 0; count < 50; count += 1) await says(one, 'Uploading');
    const { steps, status } = one.core.fetches.find(one.id);
    expect(steps.filter(({ code }) => code === 'says-uploading')).toHaveLength(1);
    expect(status?.status).toBe('Uploading');
    const told = one.core.recorder.records.filter(({ action }) => action === 'LogStatusNotification');
    expect(told.filter(({ kind }) => kind === 'call')).toHaveLength(50);
  });

  it('an upload that its sum says was damaged, and one that FTP could not tell to be whole', async () => {
    const one = await asked();
    const headers = { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' };
    await fetch(`${one.location}log.zip`, { method: 'PUT', headers, body: 'damaged' });
    const { sentence } = await one.core.step(one.id, 'broke');
    expect(sentence).toMatch(/^The file that came is not the one that was sent/);
    expect(one.core.fetches.find(one.id)).toMatchObject({ state: 'waiting', bytes: 0 });
    const ftp = await asked({ request: { protocol: 'ftp' } });
    const session = await RawFtp.login(ftp.location);
    const data = await session.passive();
    await session.ask('STOR log.zip', 150);
    data.end('perhaps all');
    session.socket.end();
    const doubt = await ftp.core.step(ftp.id, 'upload-doubtful');
    expect([doubt.level, doubt.sentence]).toEqual(['warning', expect.stringContaining('may be incomplete')]);
    await ftp.core.when(ftp.id, ({ state }) => state === 'received');
  });

  it.each([
    ['BadMessage', 'bad-message'],
    ['NotSupportedOperation', 'protocol-not-supported'],
    ['PermissionDenied', 'permission-denied'],
    ['AcceptedCanceled', 'gave-way'],
  ])('%s ends it', async (status, code) => {
    const one = await asked();
    await says(one, status);
    expect((await one.core.step(one.id, code)).sentence).toContain(`Says ${status}`);
    expect(one.core.fetches.find(one.id).state).toBe('failed');
  });

  it('Idle, Uploading over and over, and what is no status', async () => {
    const one = await asked();
    for (const status of ['Idle', 'Uploading', 'Uploading', 'Uploading', 'Busy']) await says(one, status);
    expect(codesOf(one.core.fetches.find(one.id)).slice(2)).toEqual([
      'says-idle',
      'says-uploading',
      'unknown-status',
    ]);
  });

  it('a status for a request that nobody made', async () => {
    const one = await asked();
    await one.station.say('LogStatusNotification', { status: 'Uploading', requestId: 0 });
    expect((await one.core.step(one.id, 'says-uploading')).sentence).toContain(
      `for request 0 instead of ${one.requestId}`,
    );
  });
});

describe('answers that are no yes', () => {
  it('rejected, because the protocol is not supported', async () => {
    const items = [{ address: 'OCPPCommCtrlr.FileTransferProtocols', value: 'FTP,HTTPS' }];
    const one = await asked({
      configuration: { items },
      answer: { status: 'Rejected' },
      request: { protocol: 'http' },
      version: '2.0.1',
    });
    expect(await one.core.step(one.id, 'protocol-not-supported')).toMatchObject({
      sentence: 'Rejected: the protocol HTTP is not supported.',
      remedy: 'Next try: FTP.',
    });
  });

  it('rejected, with the words of the station', async () => {
    const statusInfo = { reasonCode: 'InvalidURL', additionalInfo: 'http only' };
    const one = await asked({ answer: { status: 'Rejected', statusInfo } });
    expect((await one.core.step(one.id, 'protocol-not-supported')).sentence).toBe(
      'Rejected: the protocol HTTP is not supported (InvalidURL: http only).',
    );
  });

  it('rejected, without a reason', async () => {
    const one = await asked({ answer: { status: 'Rejected' } });
    expect((await one.core.step(one.id, 'rejected')).sentence).toBe('Rejected, without a reason.');
    expect(one.core.fetches.find(one.id)).toMatchObject({ state: 'failed', nextProtocol: 'ftp' });
  });

  it('accepted, with another upload given up for it', async () => {
    const one = await asked({ answer: { status: 'AcceptedCanceled', filename: 'log.zip' } });
    expect((await one.core.step(one.id, 'accepted')).sentence).toContain('AcceptedCanceled');
  });

  it('no answer at all, and a station that does not know the request', async () => {
    const core = await startFetchCore({ times: { answerMs: 100 } });
    const station = await LogStation.connect(core.url, '2.0.1');
    station.answers.set('GetLog', () => undefined);
    const silent = await core.fetches.start({ stationId: 'CP-1' });
    expect((await core.step(silent.id, 'no-answer')).level).toBe('problem');
    station.answers.set('GetLog', () => 'NotSupported');
    const unknown = await core.fetches.start({ stationId: 'CP-1' });
    expect((await core.step(unknown.id, 'not-known')).sentence).toContain('NotSupported');
    expect(core.fetches.find(unknown.id).state).toBe('failed');
  });

  it('cancelled before the station has answered, which does not hold up the next request', async () => {
    const core = await startFetchCore({ times: { answerMs: 3600_000 } });
    const station = await LogStation.connect(core.url, '2.0.1');
    station.answers.set('GetLog', () => undefined);
    const { id } = await core.fetches.start({ stationId: 'CP-1' });
    await station.next('GetLog');
    expect(core.fetches.cancel(id)).toMatchObject({ state: 'cancelled', isOpen: false });
    station.asked.length = 0;
    station.answers.set('GetLog', () => ({ status: 'Accepted', filename: 'log.zip' }));
    const second = await core.fetches.start({ stationId: 'CP-1' });
    await core.step(second.id, 'accepted');
    expect(codesOf(core.fetches.find(id))).toEqual(['asked', 'cancelled']);
  });

  it('left in the middle, and restarted', async () => {
    const one = await asked();
    await one.station.say('BootNotification', {
      reason: 'PowerUp',
      chargingStation: { model: 'x', vendorName: 'y' },
    });
    await one.core.step(one.id, 'station-restarted');
    one.station.leave();
    expect((await one.core.step(one.id, 'station-left')).level).toBe('warning');
  });

  it('cancelled stays so when the station says that its upload failed', async () => {
    const { core, station, id, requestId } = await asked();
    core.fetches.cancel(id);
    await station.say('LogStatusNotification', { status: 'UploadFailure', requestId });
    const step = await core.step(id, 'upload-failed');
    expect(step.level).toBe('info');
    expect(step.remedy).toBeUndefined();
    expect(core.fetches.find(id).state).toBe('cancelled');
  });
});
