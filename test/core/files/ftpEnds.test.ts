import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UploadIntake } from '../../../electron/core/files/transfers/uploadIntake.ts';
import { uploadCut } from '../../../electron/core/files/transfers/uploadRefusals.ts';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { startFileCore, type FileCore, type FileCoreOptions } from './fileCore.ts';
import { RawFtp } from './rawFtp.ts';
import { sampleFile } from './sampleFile.ts';

let authority: LocalAuthority;
let keys: string;
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), 'kerbside-ends-ca-'));
  authority = new LocalAuthority(keys);
  await authority.certificate();
});
afterAll(() => rmSync(keys, { recursive: true }));

function start(options: FileCoreOptions = {}): Promise<FileCore> {
  return startFileCore({
    authority,
    ...options,
    servers: { ftpTimes: { greetMs: 300 }, ...options.servers },
  });
}

async function storing(session: RawFtp, command = 'STOR log.zip'): Promise<Socket> {
  const data = await session.passive();
  await session.ask(command, 150);
  return data;
}

describe('the end of a file by FTP', () => {
  it('is the end of its data while the control connection stands', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    (await storing(session)).end('whole');
    await session.reply(226);
    expect((await upload.event('received')).file.remarks).toEqual([]);
  });

  it('is sure where the client says goodbye at once, and hangs up', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    const data = await storing(session);
    session.socket.write('QUIT\r\n');
    data.end('whole');
    session.socket.end();
    expect((await upload.event('received')).file.remarks).toEqual([]);
  });

  it('is sure where the size was announced, and hangs up', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    await session.ask('ALLO 5', 202);
    const data = await storing(session);
    expect((await upload.event('started')).announcedBytes).toBe(5);
    data.end('whole');
    session.socket.end();
    expect((await upload.event('received')).file.remarks).toEqual([]);
  });

  it('is doubtful where both connections end together, which is said', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    const data = await storing(session);
    data.end('half');
    session.socket.end();
    expect((await upload.event('received')).file.remarks).toMatchObject([
      { code: 'upload-doubtful', sentence: expect.stringContaining('may be incomplete') as string },
    ]);
  });

  it('is none where the size says so', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    await session.ask('ALLO 1000', 202);
    (await storing(session)).end('half');
    expect(await session.reply(426)).toContain('Announced 1000 bytes, but sent 4');
    expect((await upload.event('interrupted')).refusal.code).toBe('upload-short');
    expect(await session.store('STOR log.zip', 'whole')).toMatch(/^226 /);
  });

  it.each([
    ['a reset of the data', (data: Socket) => data.resetAndDestroy()],
    [
      'a reset of the control connection',
      (data: Socket, session: RawFtp) => {
        data.end();
        session.socket.resetAndDestroy();
      },
    ],
    [
      'ABOR right behind the data',
      (data: Socket, session: RawFtp) => {
        data.end();
        session.socket.write('ABOR\r\n');
      },
    ],
  ])('is none after %s', async (_what, end) => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    const data = await storing(session);
    data.write('half');
    await expect.poll(() => upload.transfer.heldBytes).toBe(4);
    end(data, session);
    expect((await upload.event('interrupted')).refusal.code).toBe('upload-cut');
    expect(upload.transfer.isOpen).toBe(true);
    const again = await RawFtp.login(upload.url);
    expect(await again.store('STOR log.zip', 'whole')).toMatch(/^226 /);
  });
});

describe('the end of a file by FTPS', () => {
  async function secured(url: string): Promise<RawFtp> {
    const session = await RawFtp.open(url);
    await session.secure();
    await session.logIn();
    await session.ask('PROT P', 200);
    return session;
  }

  /** The line below the encryption, and the encryption. */
  async function securedData(session: RawFtp, version: 'TLSv1.2' | 'TLSv1.3'): Promise<[Socket, Socket]> {
    const line = await session.passive();
    const versions = { minVersion: version, maxVersion: version };
    const secure = connectTls({ socket: line, rejectUnauthorized: false, ...versions });
    secure.on('error', () => undefined);
    session.socket.write('STOR log.zip\r\n');
    await Promise.all([session.reply(150), once(secure, 'secureConnect')]);
    return [line, secure];
  }

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is sure with the goodbye of %s, and hangs up',
    async (version) => {
      const core = await start();
      const upload = await core.expectUpload('ftps');
      const session = await secured(upload.url);
      const [, data] = await securedData(session, version);
      const file = sampleFile(3_000_000);
      data.end(file.bytes);
      await once(data, 'finish');
      session.socket.destroy();
      expect((await upload.event('received')).file).toMatchObject({ sha256: file.sha256, remarks: [] });
    },
  );

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is none where the line of %s ends without it',
    async (version) => {
      const core = await start();
      const upload = await core.expectUpload('ftps');
      const session = await secured(upload.url);
      const [line, data] = await securedData(session, version);
      data.write('half');
      await expect.poll(() => upload.transfer.heldBytes).toBe(4);
      line.end();
      expect(await session.reply(426)).toContain('close_notify');
      expect((await upload.event('interrupted')).refusal.code).toBe('ftps-cut');
      const [, again] = await securedData(session, version);
      again.end('whole');
      await session.reply(226);
    },
  );

  it('is none after a reset', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftps');
    const session = await secured(upload.url);
    const [line, data] = await securedData(session, 'TLSv1.3');
    data.write('half');
    await expect.poll(() => upload.transfer.heldBytes).toBe(4);
    line.resetAndDestroy();
    await session.reply(426);
    expect((await upload.event('interrupted')).refusal.code).toBe('upload-cut');
  });

  it('is the announced size where the goodbye is left out', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftps');
    const session = await secured(upload.url);
    await session.ask('ALLO 5', 202);
    const [line, data] = await securedData(session, 'TLSv1.3');
    await new Promise((resolve) => data.write('whole', resolve));
    await expect.poll(() => upload.transfer.heldBytes).toBe(5);
    line.end();
    await session.reply(226);
  });
});

describe('a station that goes on at once', () => {
  const half = Buffer.alloc(700_000, 'a');
  const rest = Buffer.alloc(300_000, 'b');

  async function cut(url: string, hangUp: (session: RawFtp, data: Socket) => void): Promise<void> {
    const session = await RawFtp.login(url);
    const data = await storing(session);
    await new Promise((resolve) => data.write(half, resolve));
    hangUp(session, data);
  }

  it.each([
    [
      'by REST, after a reset',
      'REST',
      (session: RawFtp, data: Socket) => {
        data.resetAndDestroy();
        session.socket.destroy();
      },
    ],
    [
      'by APPE, after a reset',
      'APPE',
      (session: RawFtp, data: Socket) => {
        data.resetAndDestroy();
        session.socket.destroy();
      },
    ],
    ['by REST, with the first connection still open', 'REST', () => undefined],
    ['by APPE, with the first connection still open', 'APPE', () => undefined],
  ] as const)('%s: gets its file together', async (_how, verb, hangUp) => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    await cut(upload.url, hangUp);
    const session = await RawFtp.login(upload.url);
    await expect.poll(() => upload.transfer.heldBytes).toBeGreaterThan(0);
    const size = Number(/^213 (\d+)$/.exec(await session.ask('SIZE log.zip', 213))?.[1]);
    const command = verb === 'REST' ? 'STOR log.zip' : 'APPE log.zip';
    if (verb === 'REST') await session.ask(`REST ${size}`, 350);
    expect(await session.store(command, Buffer.concat([half.subarray(size), rest]))).toMatch(/^226 /);
    const { file } = await upload.event('received');
    expect(readFileSync(file.path).equals(Buffer.concat([half, rest]))).toBe(true);
  });

  it('while its file is getting its name is told that it has come, and nothing fails', async () => {
    const core = await start();
    const { transfer } = await core.expectUpload('ftp');
    const common = {
      caller: { protocol: 'ftp' as const, remoteAddress: '127.0.0.1' },
      sentName: 'log.zip',
      hangUp: () => undefined,
    };
    const first = await transfer.begin({ ...common, at: 'start' });
    await first.write([half]);
    const [done, second] = await Promise.allSettled([
      first.complete(),
      transfer.begin({ ...common, at: 'end', takesOver: true }),
    ]);
    expect(done).toMatchObject({ status: 'fulfilled', value: { sizeBytes: half.length } });
    expect(second).toMatchObject({ status: 'rejected', reason: { refusal: { code: 'upload-twice' } } });
    expect(core.kept()).toEqual(['log.zip']);
  });

  it('by APPE, without asking how much is here, has it said that bytes may be missing', async () => {
    const core = await start();
    const upload = await core.expectUpload('ftp');
    await cut(upload.url, (session, data) => {
      data.resetAndDestroy();
      session.socket.destroy();
    });
    await upload.event('interrupted');
    const session = await RawFtp.login(upload.url);
    await session.store('APPE log.zip', rest);
    expect((await upload.event('received')).file.remarks).toMatchObject([{ code: 'ftp-appended' }]);
  });
});

it('what came before the line was cut is kept, while the disk was still busy', async () => {
  const core = await start();
  const upload = await core.expectUpload('ftp');
  const running = await upload.transfer.begin({
    caller: { protocol: 'ftp', remoteAddress: '127.0.0.1' },
    sentName: 'log.zip',
    at: 'start',
    hangUp: () => undefined,
  });
  const line = new PassThrough();
  let came = 0;
  line.on('data', (bytes: Buffer) => (came += bytes.length));
  const intake = new UploadIntake(line, running);
  for (let count = 0; count < 20; count += 1) line.write(Buffer.alloc(300_000, 'x'));
  await new Promise(setImmediate);
  line.destroy();
  expect(await intake.over).toBe(false);
  await running.interrupt(uploadCut(upload.transfer.heldBytes));
  expect(came).toBeGreaterThan(300_000);
  expect((await upload.event('interrupted')).bytes).toBe(came);
});

it('a port that nobody needs any more is not connected to', async () => {
  const core = await start();
  const upload = await core.expectUpload('ftp');
  const { port, hostname } = new URL(upload.url);
  upload.transfer.cancel();
  await expect
    .poll(async () => {
      const socket = connect(Number(port), hostname);
      const how = await Promise.race([
        once(socket, 'connect').then(() => 'open'),
        once(socket, 'error').then(() => 'closed'),
      ]).catch(() => 'closed');
      socket.destroy();
      return how;
    })
    .toBe('closed');
});
