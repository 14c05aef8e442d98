import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OcppVariant } from '../../../shared/ocpp/version.ts';
import { variantParts } from '../../../shared/ocpp/version.ts';
import { beginBooted, beginBootedVariant } from '../practiceFixture.ts';
import { askForLog, endOfUpload, habits, statuses } from './fileTalk.ts';
import { startFtp } from './ftpFiles.ts';
import { startHttp } from './httpFiles.ts';
import { startSftp } from './sftpFiles.ts';

const VARIANTS: readonly OcppVariant[] = ['1.5-soap', '1.6-soap', '1.6', '2.0.1', '2.1'];

describe('an upload', () => {
  it.each(VARIANTS)('comes by HTTP PUT and is told in %s', async (variant) => {
    const { version } = variantParts(variant);
    const http = await startHttp();
    const { central } = await beginBootedVariant(variant, { password: 'a-password-of-16-signs' });
    const fileName = await askForLog(central, version, `${http.url}/inbox/`);
    expect(await endOfUpload(central, version)).toBe('Uploaded');
    const [{ method, url, body } = { method: '', url: '', body: Buffer.alloc(0) }] = http.arrivals;
    expect({ method, url }).toEqual({ method: 'PUT', url: `/inbox/${fileName}` });
    const text = gunzipSync(body).toString('utf8');
    expect(text).toContain('firmware     1.4.2');
    expect(text).toContain(`"BootNotification",{"${version.startsWith('1') ? 'charge' : 'reason'}`);
    expect(text).not.toContain('a-password');
  });

  it('tells its statuses in order', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6');
    await askForLog(central, '1.6', `${http.url}/inbox/`);
    await endOfUpload(central, '1.6');
    expect(statuses(central, 'DiagnosticsStatusNotification')).toEqual(['Uploading', 'Uploaded']);
  });

  it('is an archive that tar can read', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('2.0.1');
    await askForLog(central, '2.0.1', `${http.url}/inbox/`);
    await endOfUpload(central, '2.0.1');
    const tar = gunzipSync(http.arrivals[0]?.body ?? Buffer.alloc(0));
    const names = ['diagnostics.txt', 'settings.csv', 'logs/ocpp.log'];
    expect(names.map((name) => tar.indexOf(`${name}\0`) % 512)).toEqual([0, 0, 0]);
    expect(tar.length % 512).toBe(0);
  });

  it('comes over HTTPS with a certificate that Kerbside made itself', async () => {
    const http = await startHttp(undefined, { isSecure: true });
    const { central } = await beginBooted('2.0.1');
    await askForLog(central, '2.0.1', `${http.url}/inbox/`);
    expect(await endOfUpload(central, '2.0.1')).toBe('Uploaded');
    expect(http.arrivals).toHaveLength(1);
  });

  it('does not come to such a certificate from a strict station', async () => {
    const http = await startHttp(undefined, { isSecure: true });
    const { central } = await beginBooted('2.0.1', habits('strict-trust'));
    await askForLog(central, '2.0.1', `${http.url}/inbox/`);
    expect(await endOfUpload(central, '2.0.1')).toBe('UploadFailure');
    expect(http.arrivals).toEqual([]);
  });

  it.each([undefined, 'explicit', 'implicit'] as const)('comes by FTP with TLS: %s', async (tls) => {
    const ftp = await startFtp(tls === undefined ? {} : { tls });
    const { central } = await beginBooted('1.6', habits('log-text'));
    const fileName = await askForLog(central, '1.6', `${ftp.url}/upload/`);
    expect(await endOfUpload(central, '1.6')).toBe('Uploaded');
    expect(ftp.files.get(`/upload/${fileName}`)?.toString('utf8')).toContain('firmware     1.4.2');
  });

  it('comes by SFTP', async () => {
    const sftp = await startSftp();
    const { central } = await beginBooted('2.1', habits('log-text'));
    const fileName = await askForLog(central, '2.1', `${sftp.url}/upload/`);
    expect(await endOfUpload(central, '2.1')).toBe('Uploaded');
    expect(sftp.files.get(`/upload/${fileName}`)?.toString('utf8')).toContain('firmware     1.4.2');
  });
});

describe('an upload that fails', () => {
  it.each([
    ['C:\\logs', 'BadMessage'],
    ['gopher://127.0.0.1/', 'NotSupportedOperation'],
    ['ftp://127.0.0.1:9/', 'UploadFailure'],
    ['sftp://127.0.0.1:9/', 'UploadFailure'],
    ['http://127.0.0.1:9/', 'UploadFailure'],
  ])('tells of %s: %s', async (remoteLocation, status) => {
    const { central } = await beginBooted('2.0.1');
    await central.call('GetLog', { requestId: 3, logType: 'DiagnosticsLog', log: { remoteLocation } });
    const { payload } = await central.expect('LogStatusNotification', ({ status }) => status !== 'Uploading');
    expect(payload).toEqual({ requestId: 3, status });
  });

  it.each([
    [403, 'PermissionDenied'],
    [405, 'NotSupportedOperation'],
    [400, 'BadMessage'],
    [507, 'UploadFailure'],
  ])('tells what HTTP %s means: %s', async (code, status) => {
    const http = await startHttp((_arrival, response) => void response.writeHead(code).end());
    const { central } = await beginBooted('2.0.1');
    await askForLog(central, '2.0.1', `${http.url}/inbox/`);
    expect(await endOfUpload(central, '2.0.1')).toBe(status);
  });

  it('is tried again as often as it is told, and no more', async () => {
    const http = await startHttp((_arrival, response) => void response.writeHead(503).end());
    const { central } = await beginBooted('1.6', { speed: 1000 });
    await askForLog(central, '1.6', `${http.url}/`, { retries: 2, retryInterval: 60 });
    expect(await endOfUpload(central, '1.6')).toBe('UploadFailed');
    expect(http.arrivals).toHaveLength(3);
  });

  it('has no rights on the server', async () => {
    const sftp = await startSftp({ isReadOnly: true });
    const { central } = await beginBooted('2.0.1');
    await askForLog(central, '2.0.1', `${sftp.url}/upload/`);
    expect(await endOfUpload(central, '2.0.1')).toBe('PermissionDenied');
  });
});

describe('a log that is asked for', () => {
  it('ends the upload before it, which says so', async () => {
    const http = await startHttp(() => undefined);
    const { central } = await beginBooted('2.0.1');
    const arrival = http.next();
    await askForLog(central, '2.0.1', `${http.url}/a/`);
    await arrival;
    const second = { requestId: 4, logType: 'SecurityLog', log: { remoteLocation: `${http.url}/b/` } };
    expect(await central.status('GetLog', second)).toBe('AcceptedCanceled');
    const { payload } = await central.expect(
      'LogStatusNotification',
      ({ status }) => status === 'AcceptedCanceled',
    );
    expect(payload).toEqual({ requestId: 3, status: 'AcceptedCanceled' });
  });

  it('is of the time that is wanted', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('2.0.1', habits('log-text'));
    const at = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
    const log = { remoteLocation: `${http.url}/`, oldestTimestamp: at(3), latestTimestamp: at(2) };
    await askForLog(central, '2.0.1', '', { log });
    await endOfUpload(central, '2.0.1');
    const lines = (http.arrivals[0]?.body.toString('utf8') ?? '').split('\n');
    const times = lines.flatMap((line) => /^\d{4}-\S+/.exec(line)?.[0] ?? []);
    expect(times.length).toBeGreaterThan(10);
    expect(times.every((time) => time >= at(3.1) && time <= at(1.9))).toBe(true);
  });

  it.each(['1.6', '2.0.1'] as const)(
    'is named nowhere where there is none of that time (%s)',
    async (version) => {
      const http = await startHttp();
      const { central } = await beginBooted(version);
      const past = '2001-01-01T00:00:00Z';
      const isOld = version === '1.6';
      const more = isOld
        ? { stopTime: past }
        : { log: { remoteLocation: `${http.url}/`, latestTimestamp: past } };
      expect(await askForLog(central, version, `${http.url}/`, more)).toBe('');
      await central.call('TriggerMessage', { requestedMessage: 'Heartbeat' });
      await central.expect('Heartbeat');
      expect(http.arrivals).toEqual([]);
    },
  );

  it('of security is plain text', async () => {
    const http = await startHttp();
    const { central } = await beginBooted('1.6');
    const log = { remoteLocation: `${http.url}/inbox/` };
    const answer = await central.call('GetLog', { requestId: 1, logType: 'SecurityLog', log });
    await central.expect('LogStatusNotification', ({ status }) => status === 'Uploaded');
    expect(JSON.stringify(answer)).toContain('"filename":"SecurityLog-');
    expect(http.arrivals[0]?.body.toString('utf8')).toContain('StartupOfTheDevice');
  });
});
