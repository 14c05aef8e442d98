import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import ssh2, { Client, type Algorithms, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SshHostKeys } from '../../../electron/core/security/sshHostKeys.ts';
import { curl, CURL_PROTOCOLS } from './curl.ts';
import { startFileCore, temporaryFolder } from './fileCore.ts';
import { sampleFile, sha256Of } from './sampleFile.ts';

const HAS_SFTP_CURL = CURL_PROTOCOLS.includes('sftp');
const HAS_OPENSSH = hasOpenSsh();

describe.skipIf(!HAS_SFTP_CURL)(`SFTP by curl${HAS_SFTP_CURL ? '' : ' (skipped: no curl with sftp)'}`, () => {
  it('an upload is kept, summed up and told', async () => {
    const core = await startFileCore();
    const file = sampleFile(2_000_000, 'diag.zip');
    const upload = await core.expectUpload('sftp');
    const { code, errors } = await curl('-k', '-T', file.path, upload.url);
    expect([code, errors]).toEqual([0, '']);
    expect((await upload.event('received')).file).toMatchObject({
      name: 'diag.zip',
      sha256: file.sha256,
      caller: { protocol: 'sftp', client: expect.stringMatching(/libssh/) as string },
    });
    expect(core.attempts.list()).toEqual([]);
  });

  it('fetches a file, and goes on where it stopped', async () => {
    const core = await startFileCore();
    const file = sampleFile(1_000_000, 'fw.bin');
    const offer = await core.offerFile('sftp', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    expect((await curl('-k', '-o', to, offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    await offer.event('complete');
    writeFileSync(to, file.bytes.subarray(0, 600_000));
    expect((await curl('-k', '-C', '-', '-o', to, offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
  });
});

describe.skipIf(!HAS_OPENSSH)(
  `SFTP by OpenSSH${HAS_OPENSSH ? '' : ' (skipped: no sftp with SSH_ASKPASS)'}`,
  () => {
    it('puts into a folder that it makes, goes on where it stopped, and gets', async () => {
      const core = await startFileCore();
      const file = sampleFile(1_200_000, 'log.zip');
      const upload = await core.expectUpload('sftp');
      const first = await sshClient(upload.url);
      const handle = await opened(first.sftp, '/upload/log.zip', 'w');
      await written(first.sftp, handle, file.bytes.subarray(0, 300_000), 0);
      first.client.destroy();
      await upload.event('interrupted');
      await openSftp(upload.url, [`-mkdir logs`, `cd /upload`, `reput ${file.path}`]);
      expect((await upload.event('received')).file).toMatchObject({ name: 'log.zip', sha256: file.sha256 });
      expect(upload.events).toEqual(
        expect.arrayContaining([expect.objectContaining({ kind: 'started', fromBytes: 300_000 })]),
      );
      const offer = await core.offerFile('sftp', file.path);
      const to = join(temporaryFolder(), 'x');
      await openSftp(offer.url, ['ls -l', `get log.zip ${to}`]);
      expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    });
  },
);

describe('SFTP by ssh2', () => {
  it('takes what comes in any order', async () => {
    const core = await startFileCore();
    const file = sampleFile(3_000_000);
    const upload = await core.expectUpload('sftp');
    const { sftp } = await sshClient(upload.url);
    await new Promise<void>((resolve, reject) => {
      sftp.fastPut(file.path, '/upload/x.zip', { concurrency: 16 }, (error) =>
        error == null ? resolve() : reject(error),
      );
    });
    expect((await upload.event('received')).file).toMatchObject({ name: 'x.zip', sha256: file.sha256 });
  });

  it('shows one folder with one file, and nothing of the disk', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const { sftp } = await sshClient(upload.url);
    expect(await listed(sftp, '/')).toEqual([]);
    expect(await listed(sftp, '/etc')).toEqual([]);
    await expect(opened(sftp, '/etc/passwd', 'r')).rejects.toThrow(/No such file/);
    await pipeline(Readable.from(['hello']), sftp.createWriteStream('../../a.txt'));
    expect((await upload.event('received')).file.path).toBe(join(core.folder, 'a.txt'));
    expect(await listed(sftp, '/etc')).toEqual(['a.txt']);
    await expect(opened(sftp, 'a.txt', 'w')).rejects.toThrow(/second file/);
    expect(core.kept()).toEqual(['a.txt']);
    expect(core.attempts.list()).toMatchObject([{ code: 'upload-twice', stationId: 'CP-1' }]);
  });

  it('by keyboard-interactive is let in, by a key is not', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const { password } = new URL(upload.url);
    const { sftp } = await sshClient(upload.url, { tryKeyboard: true, password: '' }, password);
    expect(await listed(sftp, '/')).toEqual([]);
  });

  it.each([
    ['an old one', { kex: ['diffie-hellman-group1-sha1'], cipher: ['3des-cbc'], hmac: ['hmac-sha1'] }],
    ['a new one', { kex: ['curve25519-sha256'], cipher: ['aes256-gcm@openssh.com'] }],
  ])('as %s talks agrees on what both know', async (_name, algorithms) => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const { sftp } = await sshClient(upload.url, { algorithms: algorithms as Algorithms });
    await pipeline(Readable.from(['hello']), sftp.createWriteStream('/upload/a.txt'));
    await upload.event('received');
  });

  it('with a file that is larger than is taken is refused', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp', { limitBytes: 50_000 });
    const { sftp } = await sshClient(upload.url);
    const sending = pipeline(Readable.from([Buffer.alloc(100_000)]), sftp.createWriteStream('/upload/a'));
    await expect(sending).rejects.toThrow(/larger than the 50 kB/);
    expect(core.kept()).toEqual([]);
  });

  it('begins anew over what an earlier try left', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const first = await sshClient(upload.url);
    await written(first.sftp, await opened(first.sftp, '/upload/a', 'w'), Buffer.from('a long beginning'), 0);
    first.client.destroy();
    await upload.event('interrupted');
    const second = await sshClient(upload.url);
    const handle = await opened(second.sftp, '/upload/a', 'r+');
    await written(second.sftp, handle, Buffer.from('short'), 0);
    await new Promise((resolve) => second.sftp.close(handle, resolve));
    expect(readFileSync((await upload.event('received')).file.path, 'utf8')).toBe('short');
  });

  it('leaves no holes', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const { sftp } = await sshClient(upload.url);
    const handle = await opened(sftp, '/upload/a', 'w');
    await written(sftp, handle, Buffer.from('end'), 100);
    const closed = new Promise<Error | undefined>((resolve) => {
      sftp.close(handle, (error) => resolve(error ?? undefined));
    });
    expect((await closed)?.message).toMatch(/without a hole/);
    expect(core.kept().filter((name) => !name.startsWith('.'))).toEqual([]);
  });

  it('gets no command line', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const { client } = await sshClient(upload.url);
    const refused = new Promise<Error | undefined>((resolve) => {
      client.exec('cat /etc/passwd', (error) => resolve(error));
    });
    expect((await refused)?.message).toMatch(/unable to exec/i);
    const forwarded = new Promise<Error | undefined>((resolve) => {
      client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, (error) => resolve(error));
    });
    expect(await forwarded).toBeInstanceOf(Error);
    expect(core.attempts.list()).toMatchObject([{ code: 'sftp-only', stationId: 'CP-1' }]);
  });

  it('with wrong passwords is shut out at the fifth', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    for (let tries = 1; tries <= 5; tries += 1) {
      await expect(sshClient(upload.url, { password: `wrong${tries}` })).rejects.toThrow(
        /authentication|closed|ended|lost/i,
      );
    }
    expect(upload.events.at(-1)).toMatchObject({ kind: 'ended', refusal: { code: 'wrong-passwords' } });
    await expect(sshClient(upload.url)).rejects.toThrow(/./);
    expect(JSON.stringify(core.attempts.list())).not.toContain('wrong4');
  });

  it('that is no SSH is recorded', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const socket = connect(Number(new URL(upload.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.end('GET / HTTP/1.1\r\n\r\n');
    socket.resume();
    expect((await core.attempt(({ code }) => code === 'sftp-unreadable')).sentence).toMatch(/no SSH/);
  });

  it('with no method in common is recorded', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('sftp');
    const algorithms: Algorithms = { kex: ['diffie-hellman-group-exchange-sha1'] };
    await expect(sshClient(upload.url, { algorithms })).rejects.toThrow(/./);
    expect((await core.attempt(({ code }) => code === 'ssh-failed')).sentence).toMatch(/did not come about/);
  });
});

it('the keys of the host are private, and the same at the next start', async () => {
  const folder = temporaryFolder();
  const keys = await new SshHostKeys(folder).keys();
  expect(await new SshHostKeys(folder).keys()).toEqual(keys);
  for (const name of process.platform === 'win32' ? [] : readdirSync(folder)) {
    expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
  }
  const prints = await new SshHostKeys(folder).fingerprints();
  expect(prints.map((print) => print.split(' ')[0])).toEqual([
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ssh-rsa',
  ]);
});

it('a key of the host that cannot be read is made again, the others stay', async () => {
  const folder = temporaryFolder();
  const [ed25519 = '', ...others] = await new SshHostKeys(folder).keys();
  const path = join(folder, 'ssh-host-ed25519-key');
  writeFileSync(path, ed25519.slice(0, 200));
  const keys = await new SshHostKeys(folder).keys();
  expect(keys.slice(1)).toEqual(others);
  expect(ssh2.utils.parseKey(keys[0] ?? '')).not.toBeInstanceOf(Error);
  expect(readFileSync(path, 'utf8')).toBe(keys[0]);
});

interface Session {
  client: Client;
  sftp: SFTPWrapper;
}

function sshClient(url: string, config: ConnectConfig = {}, typed?: string): Promise<Session> {
  const { hostname, port, username, password } = new URL(url);
  const client = new Client();
  onTestFinished(() => void client.destroy());
  return new Promise((resolve, reject) => {
    client.on('error', reject);
    client.on('close', () => reject(new Error('closed')));
    client.on('keyboard-interactive', (_name, _text, _language, _prompts, finish) => finish([typed ?? '']));
    client.on('ready', () =>
      client.sftp((error, sftp) => (error === undefined ? resolve({ client, sftp }) : reject(error))),
    );
    client.connect({ host: hostname, port: Number(port), username, password, ...config });
  });
}

function opened(sftp: SFTPWrapper, path: string, mode: 'r' | 'w' | 'r+'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sftp.open(path, mode, (error, handle) => (error === undefined ? resolve(handle) : reject(error)));
  });
}

function written(sftp: SFTPWrapper, handle: Buffer, bytes: Buffer, at: number): Promise<void> {
  return new Promise((resolve, reject) => {
    sftp.write(handle, bytes, 0, bytes.length, at, (error) => (error == null ? resolve() : reject(error)));
  });
}

function listed(sftp: SFTPWrapper, path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    sftp.readdir(path, (error, list) =>
      error === undefined ? resolve(list.map(({ filename }) => filename)) : reject(error),
    );
  });
}

/** Runs OpenSSH's sftp with commands; the password comes by a program that it calls for it. */
function openSftp(url: string, commands: readonly string[]): Promise<void> {
  const { hostname, port, username, password } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-askpass-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const ask = join(folder, 'ask');
  writeFileSync(ask, `#!/bin/sh\necho '${password}'\n`);
  chmodSync(ask, 0o700);
  const options = ['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(folder, 'known')}`];
  return new Promise((resolve, reject) => {
    const env = { ...process.env, SSH_ASKPASS: ask, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0' };
    const child = execFile(
      'sftp',
      ['-F', 'none', '-o', 'PubkeyAuthentication=no', ...options, '-P', port, `${username}@${hostname}`],
      { env, timeout: 20_000 },
      (error, _output, errors) => (error === null ? resolve() : reject(new Error(errors))),
    );
    child.stdin?.end(`${commands.join('\n')}\nbye\n`);
  });
}

function hasOpenSsh(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v sftp && ssh -V'], { stdio: 'ignore' });
    return process.platform !== 'win32';
  } catch {
    return false;
  }
}
