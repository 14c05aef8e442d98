import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import { beginBooted } from '../../practice/practiceFixture.ts';
import { askForLog, endOfUpload, habits } from '../../practice/files/fileTalk.ts';
import { curl, CURL_PROTOCOLS } from '../files/curl.ts';
import { startFileCore, temporaryFolder } from '../files/fileCore.ts';
import { sampleFile } from '../files/sampleFile.ts';
import { practise } from '../firmware/updateCore.ts';
import { startFetchCore, type FetchCore } from './fetchCore.ts';
import { LogStation } from './logStation.ts';

let authority: LocalAuthority;
let keys: string;
let ca: string;
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), 'kerbside-every-ca-'));
  authority = new LocalAuthority(keys);
  ca = join(keys, 'trusted.pem');
  writeFileSync(ca, await authority.certificate());
});
afterAll(() => rmSync(keys, { recursive: true }));

interface Asked {
  core: FetchCore;
  id: string;
  location: string;
}

/** A station that was asked for its log by a protocol, and has said yes. */
async function asked(version: '1.6' | '2.0.1' | '2.1', protocol: TransferProtocol): Promise<Asked> {
  const core = await startFetchCore({
    files: { authority, servers: { ftpTimes: { greetMs: 300 } } },
  });
  const station = await LogStation.connect(core.url, version);
  const isOld = version === '1.6';
  const answers = isOld ? { fileName: 'log.zip' } : { status: 'Accepted', filename: 'log.zip' };
  station.answers.set(isOld ? 'GetDiagnostics' : 'GetLog', () => answers);
  const { id } = await core.fetches.start({ stationId: 'CP-1', protocol });
  const payload = await station.next(isOld ? 'GetDiagnostics' : 'GetLog');
  const { remoteLocation } = (payload['log'] ?? {}) as { remoteLocation?: string };
  await core.when(id, ({ state }) => state === 'waiting');
  return { core, id, location: remoteLocation ?? String(payload['location']) };
}

const CASES = (['1.6', '2.0.1', '2.1'] as const).flatMap((version) =>
  TRANSFER_PROTOCOLS.map((protocol) => ({ version, protocol })),
);

describe('a log is fetched, sent by curl', () => {
  it.each(CASES.filter(({ protocol }) => CURL_PROTOCOLS.includes(protocol)))(
    'on $version by $protocol',
    async ({ version, protocol }) => {
      const { core, id, location } = await asked(version, protocol);
      const file = sampleFile(300_000);
      const trust = protocol === 'sftp' ? ['-k'] : ['--cacert', ca];
      const { code, errors } = await curl(...trust, '-T', file.path, location);
      expect([code, errors]).toEqual([0, '']);
      const done = await core.when(id, ({ state }) => state === 'received');
      expect(done.file).toMatchObject({ name: 'log.zip', sizeBytes: 300_000, sha256: file.sha256 });
    },
  );

  it.runIf(CURL_PROTOCOLS.includes('ftps')).each([
    [
      'explicit FTPS, with the CA',
      (url: string) => ['--cacert', ca, '--ssl-reqd', url.replace('ftps:', 'ftp:')],
    ],
    ['explicit FTPS, unchecked', (url: string) => ['-k', '--ssl-reqd', url.replace('ftps:', 'ftp:')]],
  ])('by %s', async (_how, args) => {
    const { core, id, location } = await asked('2.0.1', 'ftps');
    const file = sampleFile(300_000);
    const { code, errors } = await curl('-T', file.path, ...args(location));
    expect([code, errors]).toEqual([0, '']);
    const done = await core.when(id, ({ state }) => state === 'received');
    expect(done.file?.sha256).toBe(file.sha256);
  });

  it.runIf(CURL_PROTOCOLS.includes('https')).each([
    ['a form over HTTPS', (path: string) => ['-F', `file=@${path}`]],
    ['the bare bytes over HTTPS', (path: string) => ['-X', 'POST', '--data-binary', `@${path}`]],
    ['chunks over HTTPS', (path: string) => ['-H', 'Transfer-Encoding: chunked', '-T', path]],
    ['PUT after 100-continue', (path: string) => ['-H', 'Expect: 100-continue', '-T', path]],
  ])('as %s', async (_how, args) => {
    const { core, id, location } = await asked('2.1', 'https');
    const file = sampleFile(2_000_000);
    const { code, errors } = await curl('--cacert', ca, ...args(file.path), location);
    expect([code, errors]).toEqual([0, '']);
    expect((await core.when(id, ({ state }) => state === 'received')).file?.sha256).toBe(file.sha256);
  });

  it('not by a client that does not know the certificate, which is recorded', async () => {
    const { core, id, location } = await asked('2.1', 'ftps');
    const { code } = await curl('-T', sampleFile(10).path, location);
    expect(code).toBe(60);
    await expect.poll(() => core.attempts.list().map(({ code: one }) => one)).toContain('ftp-tls-failed');
    expect(core.fetches.find(id).state).toBe('waiting');
  });
});

describe.runIf(CURL_PROTOCOLS.includes('ftp'))('over IPv6', () => {
  it.each([
    ['EPSV', []],
    ['EPRT', ['-P', '-']],
  ])('FTP comes with %s', async (_how, args) => {
    const core = await startFileCore({ servers: { host: '::1' } });
    const upload = await core.expectUpload('ftp');
    const file = sampleFile(300_000);
    const url = upload.url.replace('127.0.0.1', '[::1]');
    const { code, errors } = await curl('-g', '-T', file.path, ...args, url);
    expect([code, errors]).toEqual([0, '']);
    expect((await upload.event('received')).file).toMatchObject({
      sha256: file.sha256,
      caller: { remoteAddress: '::1' },
    });
  });
});

describe('the practice charger sends its log', () => {
  const WAYS = (['1.6', '2.0.1'] as const).flatMap((version) =>
    TRANSFER_PROTOCOLS.map((protocol) => ({ version, protocol })),
  );

  it.each(WAYS)('on $version by $protocol', async ({ version, protocol }) => {
    const core = await startFileCore({ authority: new LocalAuthority(temporaryFolder()) });
    const upload = await core.expectUpload(protocol);
    const { central } = await beginBooted(version, habits('log-gz'));
    await askForLog(central, version, upload.url);
    expect((await upload.event('received')).file.remarks).toEqual([]);
    expect(await endOfUpload(central, version)).toBe('Uploaded');
  });
});

describe('Kerbside fetches the log of a practice charger over SOAP', () => {
  const WAYS = (['1.5-soap', '1.6-soap'] as const).flatMap((variant) =>
    TRANSFER_PROTOCOLS.map((protocol) => ({ variant, protocol })),
  );

  it.each(WAYS)('$variant by $protocol', async ({ variant, protocol }) => {
    const core = await startFetchCore({ files: { authority } });
    await practise(core, variant);
    const { id } = await core.fetches.start({ stationId: 'CP-1', protocol });
    const done = await core.when(id, ({ steps }) => steps.some(({ code }) => code === 'confirmed'));
    expect(done).toMatchObject({
      state: 'received',
      action: 'GetDiagnostics',
      protocol,
      status: { status: 'Uploaded' },
    });
    expect(done.file?.sizeBytes).toBe(statSync(done.file?.path ?? '').size);
  });
});
