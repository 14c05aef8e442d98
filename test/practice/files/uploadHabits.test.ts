import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { beginBooted, beginBootedVariant } from '../practiceFixture.ts';
import { askForLog, endOfUpload, habits, statuses } from './fileTalk.ts';
import { startFtp } from './ftpFiles.ts';
import { startHttp } from './httpFiles.ts';
import { startSftp } from './sftpFiles.ts';

const STATUS = 'DiagnosticsStatusNotification';

/** Resolves when the station has answered a further command: what it did not do by then it will not do. */
async function settled(central: Awaited<ReturnType<typeof beginBooted>>['central']): Promise<void> {
  await central.call('TriggerMessage', { requestedMessage: 'Heartbeat' });
  await central.expect('Heartbeat');
}

describe('a charger with a habit of uploads', () => {
  it('says Uploaded and sends nothing', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('says-uploaded'));
    await askForLog(central, '1.6', `${http.url}/`);
    expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
    expect(http.arrivals).toEqual([]);
  });

  it('uploads and never says so', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('silent-upload'));
    const arrival = http.next();
    await askForLog(central, '1.6', `${http.url}/`);
    expect((await arrival).isWhole).toBe(true);
    await settled(central);
    expect(statuses(central, STATUS)).toEqual([]);
  });

  it('says Uploading again and again', async () => {
    const http = await startHttp(() => undefined);
    const { central } = await beginBooted('1.6', { speed: 1000, ...habits('uploading-flood') });
    await askForLog(central, '1.6', `${http.url}/`);
    for (let count = 0; count < 3; count += 1) {
      const { payload } = await central.expect(STATUS);
      expect(payload).toEqual({ status: 'Uploading' });
    }
  });

  it('says that it failed when it did not', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('says-upload-failed'));
    await askForLog(central, '1.6', `${http.url}/`);
    expect(await endOfUpload(central, '1.6')).toBe('UploadFailed');
    expect(http.arrivals[0]?.isWhole).toBe(true);
  });

  it('never comes', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('never-uploads'));
    await askForLog(central, '1.6', `${http.url}/`);
    await central.expect(STATUS, ({ status }) => status === 'Uploading');
    await settled(central);
    expect([http.arrivals, statuses(central, STATUS)]).toEqual([[], ['Uploading']]);
  });

  it('logs in five times with a wrong password', async () => {
    const ftp = await startFtp({ password: 'right' });
    const { central } = await beginBooted('2.0.1', habits('wrong-password'));
    await askForLog(central, '2.0.1', `${ftp.url}/`, { retries: 3 });
    expect(await endOfUpload(central, '2.0.1')).toBe('PermissionDenied');
    expect(ftp.commands.filter((command) => command.startsWith('PASS'))).toEqual(
      Array.from({ length: 5 }, () => 'PASS right-wrong'),
    );
    const sftp = await startSftp();
    const other = await beginBooted('2.0.1', habits('wrong-password=2'));
    await askForLog(other.central, '2.0.1', `${sftp.url}/`);
    expect(await endOfUpload(other.central, '2.0.1')).toBe('PermissionDenied');
    expect(sftp.passwords).toEqual(['pass-wrong', 'pass-wrong']);
  });

  it('breaks off in the middle, and begins anew where the server cannot say what it has', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('upload-breaks', 'log-size=1'));
    await askForLog(central, '1.6', `${http.url}/`);
    expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
    // The server may see the broken line end later than the next one begin.
    expect(http.arrivals).toHaveLength(3);
    const broken = http.arrivals.find(({ isWhole }) => !isWhole);
    const question = http.arrivals.find(({ headers }) => headers['content-range'] !== undefined);
    const whole = http.arrivals.find(({ isWhole, body }) => isWhole && body.length > 0);
    expect(question?.headers['content-range']).toBe(`bytes */${whole?.body.length ?? 0}`);
    expect(broken?.body.length).toBeLessThan(whole?.body.length ?? 0);
  });

  it.each(['ftp', 'sftp'] as const)('breaks off in the middle, and goes on by %s', async (way) => {
    const server = way === 'ftp' ? await startFtp() : await startSftp();
    const { central } = await beginBooted('1.6', habits('upload-breaks', 'log-size=1'));
    const fileName = await askForLog(central, '1.6', `${server.url}/in/`);
    expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
    const text = server.files.get(`/in/${fileName}`)?.toString('utf8') ?? '';
    const times = text.split('\n').flatMap((line) => /^\d{4}-\S+/.exec(line)?.[0] ?? []);
    expect(text.length).toBeGreaterThan(800_000);
    // Nothing is missing, and nothing is there twice: the heartbeats count up.
    const ids = [...text.matchAll(/TX \[2,"h([0-9a-z]{8})"/g)].map(([, id]) => Number.parseInt(id ?? '', 36));
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect(times.length).toBeGreaterThan(ids.length);
  });

  it('breaks off every time', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('upload-fails'));
    await askForLog(central, '1.6', `${http.url}/`);
    expect(await endOfUpload(central, '1.6')).toBe('UploadFailed');
    expect(http.arrivals.every(({ isWhole }) => !isWhole)).toBe(true);
  });

  it('uploads twice to one address', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits('uploads-twice'));
    await askForLog(central, '1.6', `${http.url}/`);
    expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
    expect(http.arrivals.map(({ url }) => url)).toEqual(Array(2).fill(http.arrivals[0]?.url));
  });

  it.each([
    ['renames-log', '/in/DUMP0001.BIN'],
    ['log-device-name', '/in/CON.log'],
  ])('has names of its own: %s', async (habit, path) => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits(habit));
    expect(await askForLog(central, '1.6', `${http.url}/in/`)).toMatch(/^DiagnosticsLog-/);
    await endOfUpload(central, '1.6');
    expect(http.arrivals[0]?.url).toBe(path);
  });

  it.each([
    ['log-in-folder', '/in/logs/2026/'],
    ['log-escapes', '/in/../../../'],
  ])('has paths of its own: %s', async (habit, folder) => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', habits(habit));
    const fileName = await askForLog(central, '1.6', `${http.url}/in/`);
    await endOfUpload(central, '1.6');
    expect(http.arrivals[0]?.url).toBe(`${folder}${fileName}`);
  });

  it('sends a form, a POST, or chunks', async () => {
    const http = await startHttp();
    for (const habit of ['http-form', 'http-post', 'http-chunks']) {
      const { central } = await beginBooted('1.6', habits(habit));
      await askForLog(central, '1.6', `${http.url}/`);
      expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
    }
    expect(http.arrivals.map(({ method }) => method)).toEqual(['POST', 'POST', 'PUT']);
    const [form, post, chunks] = http.arrivals;
    expect(form?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(form?.body.length).toBe(Number(form?.headers['content-length']));
    expect(gunzipSync(post?.body ?? Buffer.alloc(0)).length).toBeGreaterThan(1000);
    expect(chunks?.headers['transfer-encoding']).toBe('chunked');
  });

  it('has no log, or names none', async () => {
    const http = await startHttp();
    const without = await beginBooted('1.6', habits('no-log'));
    expect(await askForLog(without.central, '1.6', `${http.url}/`)).toBe('');
    await settled(without.central);
    expect(http.arrivals).toEqual([]);
    const nameless = await beginBooted('1.6', habits('nameless-log'));
    expect(await askForLog(nameless.central, '1.6', `${http.url}/`)).toBe('');
    expect(await endOfUpload(nameless.central, '1.6')).toBe('Uploaded');
  });

  it('breaks off when it is reset', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6', { speed: 100, ...habits('upload-stalls', 'log-size=1') });
    const begun = http.begun();
    const arrival = http.next();
    await askForLog(central, '1.6', `${http.url}/`);
    await begun;
    await central.call('Reset', { type: 'Hard' });
    await central.expect('BootNotification');
    const { isWhole } = await arrival;
    expect([isWhole, statuses(central, STATUS)]).toEqual([false, ['Uploading']]);
  });

  it('restarts upon a password in the address', async () => {
    const { central } = await beginBooted('1.6', { speed: 100, ...habits('reboots-upon-credentials') });
    central.sendText('[2,"a","GetDiagnostics",{"location":"ftp://user:pass@127.0.0.1/"}]');
    await central.expect('BootNotification');
    expect(central.texts.some((text) => text.startsWith('[3,"a"'))).toBe(false);
  });
});

describe('a charger that knows some protocols only', () => {
  it.each([
    ['no-http', 'FTP,FTPS,SFTP'],
    ['no-tls', 'FTP,HTTP'],
    ['only-sftp', 'SFTP'],
  ])('tells the truth: %s knows %s', async (habit, list) => {
    const old = await beginBooted('1.6', habits(habit));
    const keys = await old.central.call('GetConfiguration', { key: ['SupportedFileTransferProtocols'] });
    expect(JSON.stringify(keys)).toContain(`"value":"${list}"`);
    const { central } = await beginBooted('2.0.1', habits(habit));
    const variables = await central.call('GetVariables', {
      getVariableData: [
        { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'FileTransferProtocols' } },
      ],
    });
    expect(JSON.stringify(variables)).toContain(`"attributeValue":"${list}"`);
  });

  it('refuses HTTP in the answer, or fails', async () => {
    const http = await startHttp();
    const request = { requestId: 3, logType: 'DiagnosticsLog', log: { remoteLocation: `${http.url}/` } };
    const refusing = await beginBooted('2.0.1', habits('no-http'));
    expect(await refusing.central.status('GetLog', request)).toBe('Rejected');
    const failing = await beginBooted('2.0.1', habits('only-sftp'));
    expect(await failing.central.status('GetLog', request)).toBe('Accepted');
    expect(await endOfUpload(failing.central, '2.0.1')).toBe('NotSupportedOperation');
    const old = await beginBootedVariant('1.6-soap', habits('no-http'));
    await askForLog(old.central, '1.6', `${http.url}/`);
    expect(await endOfUpload(old.central, '1.6')).toBe('UploadFailed');
    expect(http.arrivals).toEqual([]);
  });
});
