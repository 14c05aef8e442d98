import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFileCore, type FileCore } from './fileCore.ts';
import { sampleFile } from './sampleFile.ts';

/** One request, byte by byte as given; answers with everything that comes. */
function talk(core: FileCore, ...parts: ReadonlyArray<string | Buffer>): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(core.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(text));
    for (const part of parts) socket.write(part);
  });
}

const pathOf = (url: string): string => new URL(url).pathname;

describe('a body', () => {
  it('is asked for where the client waits for a word', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const head = `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n`;
    const socket = connect(core.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const first = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
    socket.write(head);
    expect(await first).toMatch(/^HTTP\/1\.1 100 Continue/);
    const second = new Promise<string>((resolve) =>
      socket.once('data', (bytes) => resolve(bytes.toString())),
    );
    socket.write('hello');
    expect(await second).toMatch(/^HTTP\/1\.1 201 /);
    expect((await upload.event('received')).file.sizeBytes).toBe(5);
  });

  it.each(['PUT', 'POST'])('of %s comes in chunks, without a length', async (method) => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const answer = await talk(
      core,
      `${method} ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`,
      '5\r\nhello\r\n',
      '6;x=y\r\n world\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 20[01] /);
    expect((await upload.event('received')).file.sizeBytes).toBe(11);
  });

  it('whose chunks break off is not taken for whole', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const socket = connect(core.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(`PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`);
    socket.write('5\r\nhello\r\n');
    await expect.poll(() => upload.transfer.heldBytes).toBe(5);
    socket.end();
    expect((await upload.event('interrupted')).bytes).toBe(5);
    expect(upload.transfer.isOpen).toBe(true);
  });
});

describe('a sum that comes with the body', () => {
  const file = Buffer.from('hello world');
  const sum = (algorithm: string): string => createHash(algorithm).update(file).digest('base64');
  const put = async (
    url: string,
    headers: Record<string, string>,
    body = file,
  ): Promise<[number, string]> => {
    const answer = await fetch(`${url}a`, { method: 'PUT', headers, body: new Uint8Array(body) });
    return [answer.status, await answer.text()];
  };

  it.each([
    ['Content-MD5', () => sum('md5')],
    ['Digest', () => `MD5=${sum('md5')},SHA-256=${sum('sha256')}`],
    ['Digest', () => `SHA=${sum('sha1')}, unixsum=30637`],
    ['Repr-Digest', () => `sha-256=:${sum('sha256')}:, sha-512=:${sum('sha512')}:`],
    ['Content-Digest', () => `sha-512=:${sum('sha512')}:`],
  ])('in %s: a file that fits is kept, another is not', async (header, value) => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const [status, text] = await put(upload.url, { [header]: value() }, Buffer.from('hello w0rld'));
    expect([status, text]).toEqual([400, expect.stringContaining(`the one in ${header}`)]);
    expect((await upload.event('interrupted')).refusal.code).toBe('upload-damaged');
    expect(upload.transfer.heldBytes).toBe(0);
    expect(core.attempts.list()).toMatchObject([{ code: 'upload-damaged', stationId: 'CP-1' }]);
    expect((await put(upload.url, { [header]: value() }))[0]).toBe(201);
    expect(core.kept()).toEqual(['a']);
  });

  it('that is none of those known is no reason to refuse a file', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    expect((await put(upload.url, { Digest: 'crc32c=AAAAAA==, x', 'Repr-Digest': 'nonsense' }))[0]).toBe(201);
  });
});

it('nothing of another session is handed out, whatever a path says', async () => {
  const core = await startFileCore();
  const mine = await core.expectUpload('http');
  const other = await core.offerFile('http', sampleFile(100, 'secret.bin').path);
  const token = pathOf(mine.url).split('/')[2] ?? '';
  const name = pathOf(other.url).split('/').at(-1) ?? '';
  for (const path of [`/f/${token}/${name}`, `/f/${token}/../${name}`, `/f/${token}/..%2f..%2f${name}`]) {
    const answer = await talk(core, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/Kerbside waits for a file here/);
  }
});
