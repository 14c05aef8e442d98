import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFileCore } from './fileCore.ts';
import { RawFtp } from './rawFtp.ts';
import { sampleFile } from './sampleFile.ts';

describe('bad input to FTP', () => {
  it('a second file is refused', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    expect(await session.store('STOR a', 'one')).toMatch(/^226 /);
    expect(await session.store('STOR a', 'two')).toMatch(/^553 .*second file/);
    expect(core.kept()).toEqual(['a']);
    expect(core.attempts.list()).toMatchObject([{ code: 'upload-twice', stationId: 'CP-1' }]);
    expect(core.attempts.list()[0]?.head).toMatch(/< PASS \*\*\*\n/);
  });

  it('data goes to nobody else', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    expect(await session.ask('PORT 192,0,2,7,200,10', 504)).toMatch(/where this connection comes from/);
    await session.ask('EPRT |1|192.0.2.7|51210|', 504);
    await session.ask('PORT 127,0,0,1,0,22', 504);
    await session.ask('PORT 1,2,3', 501);
    await session.ask('EPRT |9|x|y|', 501);
    expect(core.attempts.list().map(({ code }) => code)).toContain('ftp-bounce');
  });

  it('the fifth wrong password ends it', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const { username } = new URL(upload.url);
    const session = await RawFtp.open(upload.url);
    for (let tries = 1; tries <= 4; tries += 1) {
      await session.ask(`USER ${username}`, 331);
      await session.ask(`PASS wrong${tries}`, 530);
    }
    await session.ask(`USER ${username}`, 331);
    await session.ask('PASS wrong', 421);
    await session.closed;
    expect(upload.events.at(-1)).toMatchObject({
      kind: 'ended',
      end: 'refused',
      refusal: { code: 'wrong-passwords', sentence: expect.stringContaining('5 wrong passwords') as string },
    });
    expect(JSON.stringify(core.attempts.list())).not.toContain('wrong4');
  });

  it('who guesses names is shut out', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.open(upload.url);
    for (let tries = 1; tries <= 4; tries += 1) {
      await session.ask('USER anonymous', 331);
      await session.ask('PASS a@b', 530);
    }
    await session.ask('USER admin', 331);
    await session.ask('PASS admin', 421);
    const again = new RawFtp(new URL(upload.url));
    expect(await again.reply(421)).toMatch(/Shut out/);
    expect(core.attempts.list().map(({ code }) => code)).toEqual(['login-shut-out', 'login-missing']);
    expect(upload.transfer.isOpen).toBe(true);
  });

  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['C:\\logs\\aux.log', '_aux.log'],
    ['/a/b/c.txt', 'c.txt'],
    [Buffer.from('gr\u00fcn.log', 'latin1'), 'grün.log'],
    ['nul', '_nul'],
  ])('a file called %s stays in the folder', async (path, name) => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    const command = Buffer.concat([Buffer.from('STOR '), Buffer.from(path as string)]);
    expect(await session.store(command, 'x')).toMatch(/^226 /);
    expect(core.kept()).toEqual([name]);
  });

  it('nothing is done before a login, and nothing of the disk is seen after it', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.open(upload.url);
    for (const command of ['LIST', 'STOR x', 'PASV', 'CWD /etc', 'SIZE /etc/passwd']) {
      await session.ask(command, 530);
    }
    await session.logIn();
    await session.ask('CWD /etc', 250);
    await session.ask('SIZE passwd', 550);
    expect(await session.ask('RETR passwd', 425)).toBeDefined();
    await session.passive();
    expect(await session.ask('RETR passwd', 550)).toMatch(/to which one is to be sent/);
    await session.ask('DELE passwd', 550);
    await session.ask('MAGIC', 502);
  });

  it('lines without end, and what is no FTP, end the connection', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.open(upload.url);
    session.socket.write('x'.repeat(10_000));
    await session.reply(500);
    await session.closed;
    expect(core.attempts.list()).toMatchObject([{ code: 'ftp-unreadable' }]);
  });

  it('a file larger than is taken is cut off', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp', { limitBytes: 100_000 });
    const session = await RawFtp.login(upload.url);
    expect(await session.store('STOR a', Buffer.alloc(3_000_000))).toMatch(/^552 /);
    expect(core.kept()).toEqual([]);
  });

  it('a data connection that never comes is said', async () => {
    const core = await startFileCore({ servers: { ftpTimes: { dataMs: 100 } } });
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    await session.ask('EPSV', 229);
    await session.ask('STOR a', 150);
    expect(await session.reply(425)).toMatch(/never came about/);
    expect((await upload.event('interrupted')).refusal.code).toBe('ftp-no-data');
    expect(core.attempts.list()).toMatchObject([{ code: 'ftp-no-data', stationId: 'CP-1' }]);
  });

  it('an upload may be aborted, and begun anew', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    const data = await session.passive();
    await session.ask('STOR a', 150);
    data.write('half');
    await expect.poll(() => upload.transfer.heldBytes).toBe(4);
    session.socket.write(Buffer.from([0xff, 0xf4, 0xff, 0xf2]));
    session.socket.write('ABOR\r\n');
    await session.reply(426);
    await session.reply(226);
    expect(await session.store('STOR a', 'whole')).toMatch(/^226 /);
    expect((await upload.event('received')).file.sizeBytes).toBe(5);
  });

  it('text mode is taken as it comes, and said', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    await session.ask('TYPE A', 200);
    await session.store('STOR a', 'x\r\n');
    expect((await upload.event('received')).file.remarks).toMatchObject([{ code: 'ftp-ascii' }]);
  });

  it('a name of its own with a rename at the end is understood', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const session = await RawFtp.login(upload.url);
    await session.ask('RNTO b', 503);
    await session.store('STOR a.tmp', 'x');
    await session.ask('RNFR a.tmp', 350);
    await session.ask('RNTO a.zip', 250);
    await session.ask('QUIT', 221);
  });
});

describe('the port of FTP', () => {
  it('is open only while a file is wanted', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('ftp');
    const offer = await core.offerFile('ftp', sampleFile(10).path);
    const { port } = new URL(upload.url);
    expect(new URL(offer.url).port).toBe(port);
    const session = await RawFtp.login(upload.url);
    await session.store('STOR a', 'x');
    await upload.event('ended');
    await RawFtp.open(upload.url);
    offer.transfer.cancel();
    await expect.poll(() => isOpen(Number(port))).toBe(false);
    // Who has just sent a file may still say goodbye.
    await session.ask('QUIT', 221);
  });

  it('that is taken makes room for another', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const core = await startFileCore({ servers: { ports: { ftp: [port, 0] } } });
    const upload = await core.expectUpload('ftp');
    expect(new URL(upload.url).port).not.toBe(String(port));
    const other = await startFileCore({ servers: { ports: { ftp: [port] } } });
    await expect(other.expectUpload('ftp')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
