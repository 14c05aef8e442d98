import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { TlsSettings } from '../../../electron/core/front-door/tlsDoor.ts';
import { tlsVerdict } from '../../../electron/core/front-door/tlsVerdict.ts';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { RawPeer, upgradeHead, OCPP_16 } from '../../quirks/rawUpgrade.ts';
import { RawStation } from '../central/rawStation.ts';
import { startTestCore, type TestCore } from '../central/testCore.ts';

let folder: string;
let authority: LocalAuthority;
let ca: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-tls-'));
  authority = new LocalAuthority(folder);
  ca = await authority.certificate();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(tls: Partial<Omit<TlsSettings, 'log'>> = {}): Promise<TestCore> {
  const core = await startTestCore({}, { tls: { mode: 'optional', certificates: authority, ...tls } });
  onTestFinished(() => core.close());
  return core;
}

/** A TLS client that sends real alerts, unlike Node’s. Answers once it has ended. */
function client(port: number, ...args: string[]): Promise<void> {
  return new Promise((resolve) => {
    const command = ['s_client', '-connect', `127.0.0.1:${port}`, ...args];
    const child = execFile('openssl', command, { timeout: 10_000 }, () => resolve());
    child.stdin?.on('error', () => undefined);
    child.stdin?.end('x');
  });
}

const trusting = (): string[] => ['-verify_return_error', '-CAfile', join(folder, 'ca.pem')];

describe('the authority', () => {
  it('keeps its files private and is the same at the next start', async () => {
    for (const name of process.platform === 'win32' ? [] : readdirSync(folder)) {
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    }
    expect(await new LocalAuthority(folder).certificate()).toBe(ca);
  });

  it('signs for the address that was called and for names of this machine', async () => {
    const { cert } = await authority.serverFor(['192.0.2.7', 'csms.example']);
    for (const chain of cert) {
      const leaf = new X509Certificate(chain);
      expect(leaf.verify(new X509Certificate(ca).publicKey)).toBe(true);
      expect(leaf.checkIP('192.0.2.7')).toBe('192.0.2.7');
      expect(leaf.checkHost('csms.example')).toBe('csms.example');
      expect(leaf.checkHost('localhost')).toBe('localhost');
    }
  });

  it('is valid for a clock that starts in 1970, and until 2037', () => {
    const { validFrom, validTo } = new X509Certificate(ca);
    expect([new Date(validFrom).getUTCFullYear(), new Date(validTo).getUTCFullYear()]).toEqual([1970, 2037]);
  });

  it('is offered to people on the same port', async () => {
    const core = await start();
    const response = await fetch(`http://127.0.0.1:${core.port}/kerbside-ca.pem`);
    expect(await response.text()).toBe(ca);
    expect(core.attempts.list()).toEqual([]);
    const page = await (await fetch(`http://127.0.0.1:${core.port}/`)).text();
    expect(page).toContain(`wss://127.0.0.1:${core.port}/`);
  });
});

describe('wss', () => {
  it('goes the way of ws, and the attempt says how it is encrypted', async () => {
    const core = await start();
    const raw = await RawStation.connect(`wss://127.0.0.1:${core.port}/CP1`, ['ocpp1.6'], { ca });
    expect(await raw.ask('Heartbeat', {})).toHaveProperty('currentTime');
    const attempt = await core.attempt(({ ok }) => ok);
    expect(attempt).toMatchObject({ stage: 'connected', stationId: 'CP1', isEncrypted: true });
    expect(attempt.details?.[0]).toMatch(/^Encrypted: TLS 1\.3/);
    const { raw: mark } = await core.recorder.find(({ kind }) => kind === 'connect');
    expect(String(mark)).toContain('TLS 1.3');
  });

  it.each([
    ['-tls1', 'TLS 1.0', 'RFC 8996 §4'],
    ['-tls1_1', 'TLS 1.1', 'RFC 8996 §5'],
  ])('of %s only is taken and complained about', async (flag, name, clause) => {
    const core = await start();
    const socket = connectTls({
      port: core.port,
      host: '127.0.0.1',
      ca,
      minVersion: flag === '-tls1' ? 'TLSv1' : 'TLSv1.1',
      maxVersion: flag === '-tls1' ? 'TLSv1' : 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    await once(socket, 'secureConnect');
    socket.write(upgradeHead('/CP1', [OCPP_16]));
    const { issues } = await core.recorder.find(({ kind }) => kind === 'connect');
    expect(issues).toMatchObject([{ code: 'tls-old', clause, message: expect.stringContaining(name) }]);
    socket.destroy();
  });
});

describe('15, 17, 18: what goes wrong in TLS is said in a sentence', () => {
  it.each<[string, string[], string, RegExp]>([
    ['an unknown CA, TLS 1.3', ['-verify_return_error'], 'tls-unknown-ca', /unknown_ca/],
    ['an unknown CA, TLS 1.2', ['-verify_return_error', '-tls1_2'], 'tls-unknown-ca', /unknown_ca/],
    [
      'no common cipher',
      ['-tls1_2', '-cipher', 'PSK-AES128-CBC-SHA', '-psk', '11'],
      'tls-no-cipher',
      /no shared/,
    ],
  ])('%s', async (_name, args, code, words) => {
    const core = await start();
    await client(core.port, ...args);
    const attempt = await core.attempt(() => true);
    expect(attempt).toMatchObject({ stage: 'tls', ok: false, code, sentence: expect.stringMatching(words) });
    expect(attempt.details?.join('')).toMatch(/ClientHello: offers TLS 1\.[23]/);
    expect(attempt.head).toMatch(/^0000 {2}16 03/);
  });

  it('a certificate that the charger takes for expired', async () => {
    const core = await start();
    await client(core.port, ...trusting(), '-attime', String(Date.UTC(2040, 0) / 1000));
    expect((await core.attempt(() => true)).code).toBe('tls-certificate-expired');
  });

  it('a clock of 1970 does not matter for a certificate of Kerbside', async () => {
    const core = await start();
    await client(core.port, ...trusting(), '-attime', '86400');
    // It got in, and what it sent then was no HTTP.
    expect((await core.attempt(() => true)).isEncrypted).toBe(true);
  });

  it.each([
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-bad-certificate', /not yet valid/],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'tls-bad-certificate', /clock/],
    ['ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR', 'tls-alert', /alert decrypt_error/],
    ['ERR_SSL_HTTP_REQUEST', 'tls-broken', /not TLS/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-broken', /not TLS/],
    ['ECONNRESET', 'tls-hung-up', /without saying why/],
    ['ERR_SSL_SOMETHING_ELSE', 'tls-failed', /SOMETHING_ELSE/],
  ])('%s is %s', (code, verdict, words) => {
    const said = tlsVerdict(Object.assign(new Error('x'), { code }), undefined);
    expect(said).toMatchObject({ stage: 'tls', code: verdict, sentence: expect.stringMatching(words) });
  });

  it('plain bytes on a door for TLS only, where a person still gets the page', async () => {
    const core = await start({ mode: 'required' });
    const peer = await RawPeer.open(core.port);
    peer.write(upgradeHead('/CP1', [OCPP_16]));
    expect((await peer.toEnd()).toString()).toMatch(/^HTTP\/1\.1 426 /);
    expect(core.attempts.list()).toMatchObject([{ code: 'plain-on-tls', stage: 'http', ok: false }]);
    expect((await fetch(`http://127.0.0.1:${core.port}/kerbside-ca.pem`)).status).toBe(200);
    await RawStation.connect(`wss://127.0.0.1:${core.port}/CP1`, ['ocpp1.6'], { ca });
  });

  it('OCPP without HTTP inside TLS', async () => {
    const core = await start();
    const socket = connectTls({ port: core.port, host: '127.0.0.1', ca });
    socket.on('error', () => undefined);
    socket.write('[2,"1","Heartbeat",{}]');
    const attempt = await core.attempt(() => true);
    expect(attempt).toMatchObject({ stage: 'tls', code: 'neither-http-nor-tls' });
    expect(attempt.sentence).toMatch(/^TLS was agreed, but then/);
  });

  it('a ClientHello of SSL 2, half a hello, and a handshake that stops', async () => {
    const core = await start({ handshakeMs: 100 });
    (await RawPeer.open(core.port)).write(Buffer.from([0x80, 0x2e, 0x01, 0x03, 0x01, 0, 0x15]));
    expect((await core.attempt(({ code }) => code === 'tls-version')).sentence).toMatch(/SSL 2/);
    (await RawPeer.open(core.port)).socket.end(Buffer.from([0x16, 3, 1, 0, 200, 1, 0]));
    await core.attempt(({ code }) => code === 'tls-unfinished');
    const hello = Buffer.alloc(5 + 40);
    hello.set([0x16, 3, 1, 0, 40, 1, 0, 1, 0, 3, 3]);
    (await RawPeer.open(core.port)).write(hello);
    expect((await core.attempt(({ code }) => /^tls-(too-slow|failed|broken|alert)/.test(code))).stage).toBe(
      'tls',
    );
  });
});
