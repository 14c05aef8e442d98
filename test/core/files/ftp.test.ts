import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Client } from 'basic-ftp';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { curl, CURL_PROTOCOLS } from './curl.ts';
import { startFileCore, temporaryFolder, type FileCore, type FileCoreOptions } from './fileCore.ts';
import { encrypted, RawFtp } from './rawFtp.ts';
import { sampleFile, sha256Of } from './sampleFile.ts';

let authority: LocalAuthority;
let keys: string;
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), 'kerbside-ftp-ca-'));
  authority = new LocalAuthority(keys);
  await authority.certificate();
});
afterAll(() => rmSync(keys, { recursive: true }));

/** `greetMs`: where the client speaks first, nothing may hurry it. */
function start({
  greetMs = 100,
  ...options
}: FileCoreOptions & { greetMs?: number } = {}): Promise<FileCore> {
  const ftpTimes = { greetMs };
  return startFileCore({ authority, ...options, servers: { ftpTimes, ...options.servers } });
}

const CLIENT_FIRST = { greetMs: 20_000 };
const HAS_FTP = CURL_PROTOCOLS.includes('ftp');
const HAS_FTPS = CURL_PROTOCOLS.includes('ftps');

describe.skipIf(!HAS_FTP)(`FTP by curl${HAS_FTP ? '' : ' (skipped: no curl with ftp)'}`, () => {
  it.each([
    ['passive', []],
    ['passive, as before EPSV', ['--disable-epsv']],
    ['active', ['-P', '-']],
    ['active, as before EPRT', ['-P', '-', '--disable-eprt']],
    ['into folders that it makes', ['--ftp-create-dirs', '--ftp-method', 'multicwd']],
  ])('%s: an upload is kept, summed up and told', async (_how, args) => {
    const core = await start();
    const file = sampleFile(2_000_000, 'diag.zip');
    const upload = await core.expectUpload('ftp');
    const { code, errors } = await curl('-T', file.path, ...args, upload.url);
    expect([code, errors]).toEqual([0, '']);
    expect((await upload.event('received')).file).toMatchObject({
      name: 'diag.zip',
      sha256: file.sha256,
      caller: { protocol: 'ftp', remoteAddress: '127.0.0.1' },
      remarks: [],
    });
    expect(core.kept()).toEqual(['diag.zip']);
    expect(core.attempts.list()).toEqual([]);
  });

  it('goes on where an upload stopped', async () => {
    const core = await start();
    const file = sampleFile(600_000);
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    const data = await session.passive();
    await session.ask('STOR log.zip', 150);
    await new Promise((resolve) => data.write(file.bytes.subarray(0, 250_000), resolve));
    await expect.poll(() => upload.transfer.heldBytes).toBe(250_000);
    data.resetAndDestroy();
    await session.reply(426);
    const { code } = await curl('-T', file.path, '-C', '-', `${upload.url}log.zip`);
    expect(code).toBe(0);
    expect(upload.events).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'started', fromBytes: 250_000 })]),
    );
    expect((await upload.event('received')).file.sha256).toBe(file.sha256);
  });

  it('fetches a file, whole and in two pieces', async () => {
    const core = await start();
    const file = sampleFile(1_500_000, 'fw.bin');
    const offer = await core.offerFile('ftp', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    expect((await curl('-o', to, offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    await offer.event('complete');
    writeFileSync(to, file.bytes.subarray(0, 1_000_000));
    expect((await curl('-C', '-', '-o', to, '-P', '-', offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    expect(offer.events).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'range', from: 1_000_000, to: 1_500_000 })]),
    );
  });

  it('without a login in the address goes by its path', async () => {
    const core = await start();
    const file = sampleFile(100_000);
    const upload = await core.expectUpload('ftp', { isAnonymous: true });
    expect(upload.url).toMatch(/^ftp:\/\/127\.0\.0\.1:\d+\/f\/[a-z2-9]{16}\/$/);
    expect(
      (await curl('-T', file.path, upload.url.replace(/[^/]{16}\/$/, 'abcdefghabcdefgh/'))).code,
    ).not.toBe(0);
    expect((await curl('-T', file.path, upload.url)).code).toBe(0);
    expect((await upload.event('received')).file.sha256).toBe(file.sha256);
  });
});

describe.skipIf(!HAS_FTPS)(`FTPS by curl${HAS_FTPS ? '' : ' (skipped: no curl with ftps)'}`, () => {
  it.each([
    ['implicit', CLIENT_FIRST, (url: string) => [url]],
    ['explicit', {}, (url: string) => ['--ssl-reqd', url.replace('ftps:', 'ftp:')]],
    [
      'explicit, with TLS 1.2',
      {},
      (url: string) => ['--ssl-reqd', '--tls-max', '1.2', url.replace('ftps:', 'ftp:')],
    ],
  ])('%s: an upload is kept', async (_how, greeting, args) => {
    const core = await start(greeting);
    const file = sampleFile(700_000);
    const upload = await core.expectUpload('ftps');
    const { code, errors } = await curl('-k', '-T', file.path, ...args(upload.url));
    expect([code, errors]).toEqual([0, '']);
    expect((await upload.event('received')).file).toMatchObject({
      sha256: file.sha256,
      caller: { protocol: 'ftps' },
    });
  });

  it('fetches a file', async () => {
    const core = await start(CLIENT_FIRST);
    const file = sampleFile(1_500_000, 'fw.bin');
    const offer = await core.offerFile('ftps', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    const { code, errors } = await curl('-k', '-o', to, offer.url);
    expect([code, errors]).toEqual([0, '']);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
  });

  it('that is so slow with its first word that it was greeted in the clear is waited for when it comes again', async () => {
    const core = await start({ greetMs: 0 });
    const file = sampleFile(1000, 'fw.bin');
    const offer = await core.offerFile('ftps', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    const slow = connect(Number(new URL(offer.url).port), '127.0.0.1');
    onTestFinished(() => void slow.destroy());
    const [greeting] = (await once(slow, 'data')) as [Buffer];
    expect(greeting.toString()).toMatch(/^220 /);
    slow.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    await expect.poll(() => core.attempts.list()).toMatchObject([{ code: 'ftp-tls-late' }]);
    const { code, errors } = await curl('-k', '-o', to, offer.url);
    expect([code, errors]).toEqual([0, '']);
  });

  it('without encryption is refused before a password is sent', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftps');
    expect((await curl('-T', sampleFile(1).path, upload.url.replace('ftps:', 'ftp:'))).code).not.toBe(0);
    expect((await upload.event('refused')).refusal.code).toBe('ftp-tls-needed');
    expect(core.attempts.list()).toMatchObject([{ code: 'ftp-tls-needed' }]);
  });
});

describe('FTP by basic-ftp', () => {
  async function client(url: string, isSecure: boolean): Promise<Client> {
    const { hostname, port, username, password } = new URL(url);
    const ftp = new Client(20_000);
    onTestFinished(() => ftp.close());
    await ftp.access({
      host: hostname,
      port: Number(port),
      user: username,
      password,
      secure: isSecure,
      secureOptions: { rejectUnauthorized: false },
    });
    return ftp;
  }

  it.each([['in the clear', 'ftp', false] as const, ['encrypted', 'ftps', true] as const])(
    '%s: sends, looks and fetches',
    async (_how, protocol, isSecure) => {
      const core = await start();
      const file = sampleFile(900_000);
      const upload = await core.expectUpload(protocol);
      const ftp = await client(upload.url, isSecure);
      await ftp.ensureDir('logs/today');
      await ftp.uploadFrom(Readable.from([file.bytes]), 'log.zip');
      expect(await ftp.size('log.zip')).toBe(900_000);
      expect(await ftp.list()).toMatchObject([{ name: 'log.zip', size: 900_000 }]);
      expect((await upload.event('received')).file.sha256).toBe(file.sha256);
      const offer = await core.offerFile(protocol, file.path);
      const second = await client(offer.url, isSecure);
      const to = join(temporaryFolder(), 'x');
      await second.downloadTo(to, 'log.zip');
      expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    },
  );

  it('appends to what is there', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const raw = await RawFtp.login(upload.url);
    const data = await raw.passive();
    await raw.ask('STOR a.txt', 150);
    data.write('hello ');
    await expect.poll(() => upload.transfer.heldBytes).toBe(6);
    data.resetAndDestroy();
    await raw.reply(426);
    const ftp = await client(upload.url, false);
    await ftp.appendFrom(Readable.from(['world']), 'a.txt');
    expect(readFileSync((await upload.event('received')).file.path, 'utf8')).toBe('hello world');
  });
});

it('FTPS calls the station for its data, where that is asked', async () => {
  const core = await start();
  const upload = await core.expectUpload('ftps');
  const session = await RawFtp.open(upload.url);
  await session.secure();
  await session.logIn();
  await session.ask('PROT P', 200);
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  onTestFinished(() => void listener.close());
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await session.ask(`EPRT |1|127.0.0.1|${port}|`, 200);
  const called = once(listener, 'connection');
  await session.ask('STOR a.txt', 150);
  const [plain] = (await called) as [Socket];
  (await encrypted(plain)).end('hello');
  await session.reply(226);
  expect((await upload.event('received')).file).toMatchObject({ sizeBytes: 5, caller: { protocol: 'ftps' } });
});
