import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { curl, CURL_SKIPPED, HAS_CURL } from './curl.ts';
import { startFileCore, temporaryFolder, type FileCore } from './fileCore.ts';
import { sampleFile, sha256Of } from './sampleFile.ts';

/** Writes bytes and reads until the other side ends. */
async function talk(core: FileCore, ...parts: Array<string | Uint8Array>): Promise<string> {
  const socket = connect(core.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  for (const part of parts) socket.write(part);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

describe.skipIf(!HAS_CURL)(`an upload by curl${CURL_SKIPPED}`, () => {
  it('with PUT is kept under its name, summed up and told', async () => {
    const core = await startFileCore();
    const file = sampleFile(3_000_000);
    const upload = await core.expectUpload('http');
    const { code, output } = await curl('-T', file.path, '-w', '\n%{http_code}', upload.url);
    expect(code).toBe(0);
    expect(output).toContain(file.sha256);
    expect(output).toMatch(/201$/);
    const { file: received } = await upload.event('received');
    expect(received).toMatchObject({
      name: 'log.zip',
      sizeBytes: 3_000_000,
      sha256: file.sha256,
      caller: {
        protocol: 'http',
        remoteAddress: '127.0.0.1',
        client: expect.stringMatching(/^curl/) as string,
      },
    });
    expect(readFileSync(received.path).equals(file.bytes)).toBe(true);
    expect(core.kept()).toEqual(['log.zip']);
    expect(upload.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['connected', 'started', 'progress', 'received', 'ended']),
    );
    const kinds = upload.events.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['connected', 'started']);
    expect(core.attempts.list()).toEqual([]);
  });

  it('with POST of a form is taken out of it', async () => {
    const core = await startFileCore();
    const file = sampleFile(500_000, 'diag.tar.gz');
    const upload = await core.expectUpload('http');
    const { output } = await curl('-F', 'id=1', '-F', `f=@${file.path}`, '-w', '\n%{http_code}', upload.url);
    expect(output).toMatch(/200$/);
    expect((await upload.event('received')).file).toMatchObject({ name: 'diag.tar.gz', sha256: file.sha256 });
  });

  it('with POST of the bare bytes is taken, in chunks too', async () => {
    const core = await startFileCore();
    const file = sampleFile(200_000);
    const upload = await core.expectUpload('http');
    const body = ['--data-binary', `@${file.path}`, '-H', 'Transfer-Encoding: chunked'];
    await curl('-X', 'POST', ...body, `${upload.url}CP-1/2026/diag.bin`);
    expect((await upload.event('received')).file).toMatchObject({ name: 'diag.bin', sha256: file.sha256 });
  });

  it('goes on where it stopped', async () => {
    const core = await startFileCore();
    const file = sampleFile(400_000);
    const upload = await core.expectUpload('http');
    const first = await fetch(`${upload.url}log.zip`, {
      method: 'PUT',
      headers: { 'content-range': 'bytes 0-149999/400000' },
      body: new Uint8Array(file.bytes.subarray(0, 150_000)),
    });
    expect(first.headers.get('range')).toBe('bytes=0-149999');
    const { code } = await curl('-T', file.path, '-C', '150000', upload.url);
    expect(code).toBe(0);
    expect((await upload.event('received')).file).toMatchObject({ sha256: file.sha256, sizeBytes: 400_000 });
  });

  it('comes encrypted as well', async () => {
    const authority = new LocalAuthority(temporaryFolder());
    const core = await startFileCore({ authority });
    const file = sampleFile(100_000);
    const upload = await core.expectUpload('https');
    await curl('-k', '-T', file.path, upload.url);
    expect((await upload.event('received')).file).toMatchObject({
      sha256: file.sha256,
      caller: { protocol: 'https' },
    });
  });

  it('that is announced too large is refused before it is sent', async () => {
    const core = await startFileCore();
    const file = sampleFile(2_000_000);
    const upload = await core.expectUpload('http', { limitBytes: 1_000_000 });
    const { output } = await curl(
      '-T',
      file.path,
      '-H',
      'Expect: 100-continue',
      '-w',
      '\n%{http_code}',
      upload.url,
    );
    expect(output).toMatch(/413$/);
    expect((await upload.event('refused')).refusal.code).toBe('upload-too-large');
    expect(core.kept()).toEqual([]);
  });
});

describe('an address for a file', () => {
  it('takes one file', async () => {
    const core = await startFileCore();
    const { url } = await core.expectUpload('http');
    expect((await fetch(`${url}a.txt`, { method: 'PUT', body: 'one' })).status).toBe(201);
    const second = await fetch(`${url}a.txt`, { method: 'PUT', body: 'two' });
    expect(second.status).toBe(409);
    expect(await second.text()).toMatch(/second file/);
    expect(readFileSync(join(core.folder, 'a.txt'), 'utf8')).toBe('one');
    expect(core.kept()).toEqual(['a.txt']);
    expect(core.attempts.list()).toMatchObject([{ code: 'upload-twice', stationId: 'CP-1', ok: false }]);
  });

  it('that was never given is refused and recorded', async () => {
    const core = await startFileCore();
    const url = `http://127.0.0.1:${core.port}/f/abcdefghabcdefgh/x.zip`;
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(404);
    const elsewhere = await fetch(`http://127.0.0.1:${core.port}/x.zip`, { method: 'PUT', body: 'x' });
    expect(elsewhere.status).toBe(405);
    expect(core.attempts.list().map(({ code }) => code)).toEqual(['upload-unasked', 'file-unknown']);
    expect(core.kept()).toEqual([]);
  });

  it('that was cancelled is refused, and what had come is gone', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const path = pathOf(upload.url);
    const talking = talk(core, `PUT ${path}a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf`);
    await upload.event('started');
    upload.transfer.cancel();
    expect(await talking).toBe('');
    await expect.poll(() => core.kept()).toEqual([]);
    expect((await fetch(`${upload.url}a`, { method: 'PUT', body: 'x' })).status).toBe(410);
    expect(upload.events.at(-2)).toMatchObject({ kind: 'ended', end: 'cancelled' });
  });

  it('tells a person and a probing client what it is for', async () => {
    const core = await startFileCore();
    const { url } = await core.expectUpload('http');
    expect(await (await fetch(url)).text()).toMatch(/waits for a file/);
    const options = await fetch(url, { method: 'OPTIONS' });
    expect(options.headers.get('allow')).toContain('PUT');
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
  });

  it('does not replace a file that is there', async () => {
    const core = await startFileCore();
    for (const text of ['one', 'two', 'three']) {
      const { url } = await core.expectUpload('http');
      await fetch(`${url}log.tar.gz`, { method: 'PUT', body: text });
    }
    expect(core.kept()).toEqual(['log (2).tar.gz', 'log (3).tar.gz', 'log.tar.gz']);
    expect(readFileSync(join(core.folder, 'log.tar.gz'), 'utf8')).toBe('one');
  });
});

describe('an upload in parts', () => {
  const part = (url: string, range: string, body: string): Promise<Response> =>
    fetch(`${url}a.txt`, { method: 'PUT', headers: { 'content-range': range }, body });

  it('is whole with its last byte', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    expect((await part(upload.url, 'bytes 0-4/11', 'hello')).status).toBe(200);
    // A part that was sent before comes once more.
    expect((await part(upload.url, 'bytes 2-6/11', 'llo, ')).status).toBe(200);
    expect((await part(upload.url, 'bytes 7-10/11', 'you!')).status).toBe(201);
    expect((await upload.event('received')).file.sha256).toBe(sha256Of(Buffer.from('hello, you!')));
    expect(upload.events.filter(({ kind }) => kind === 'started')).toHaveLength(3);
  });

  it('may ask how much has come', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    await part(upload.url, 'bytes 0-4/11', 'hello');
    const asked = await fetch(`${upload.url}a.txt`, {
      method: 'PUT',
      headers: { 'content-range': 'bytes */11' },
      redirect: 'manual',
    });
    expect([asked.status, asked.headers.get('range')]).toEqual([308, 'bytes=0-4']);
  });

  it('cannot leave a hole, nor have a range that nobody can read', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    expect((await part(upload.url, 'bytes 5-10/11', 'world!')).status).toBe(416);
    expect((await part(upload.url, 'bytes 5-1/11', 'x')).status).toBe(400);
    expect((await part(upload.url, 'lines 1-2/3', 'x')).status).toBe(400);
    expect(core.kept()).toEqual([]);
  });
});

describe('a connection that ends in the middle', () => {
  it('leaves what came, and the next one may begin anew', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const socket = connect(core.port, '127.0.0.1');
    socket.write(`PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf of it`);
    await upload.event('started');
    socket.destroy();
    expect(await upload.event('interrupted')).toMatchObject({ refusal: { code: 'upload-cut' } });
    expect((await fetch(`${upload.url}a`, { method: 'PUT', body: 'all of it' })).status).toBe(201);
    expect((await upload.event('received')).file.sha256).toBe(sha256Of(Buffer.from('all of it')));
  });

  it('and one that stalls is said to, then given up', async () => {
    const core = await startFileCore({ files: { times: { stallMs: 200, giveUpMs: 500 } } });
    const upload = await core.expectUpload('http');
    const talking = talk(
      core,
      `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf`,
    );
    expect((await upload.event('stalled')).bytes).toBe(4);
    expect(await upload.event('interrupted')).toMatchObject({ refusal: { code: 'transfer-stalled' } });
    await talking;
    expect((await fetch(`${upload.url}a`, { method: 'PUT', body: 'all of it' })).status).toBe(201);
  });

  it('is not disturbed by a second one', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const head = `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n`;
    const socket = connect(core.port, '127.0.0.1');
    socket.write(`${head}half`);
    await upload.event('started');
    const second = await fetch(`${upload.url}b`, { method: 'PUT', body: 'other' });
    expect([second.status, await second.text()]).toEqual([409, expect.stringContaining('second connection')]);
    socket.write('half');
    expect((await upload.event('received')).file.name).toBe('a');
    socket.destroy();
  });
});

describe('a form', () => {
  const form = (core: FileCore, url: string, body: string): Promise<string> =>
    talk(
      core,
      `POST ${pathOf(url)} HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  const filePart = 'Content-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhello';

  it('without a file is refused', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
    expect(await form(core, upload.url, body)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await upload.event('refused')).refusal.code).toBe('upload-no-file');
  });

  it('gives its first file', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const body = `--x\r\n${filePart}\r\n--x\r\n${filePart.replace('hello', 'second')}\r\n--x--\r\n`;
    expect(await form(core, upload.url, body)).toMatch(/^HTTP\/1\.1 200 /);
    expect(readFileSync((await upload.event('received')).file.path, 'utf8')).toBe('hello');
  });

  it('that is never closed is refused', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    expect(await form(core, upload.url, `--x\r\n${filePart}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect((await upload.event('interrupted')).refusal.code).toBe('form-unclosed');
    expect((await fetch(`${upload.url}a`, { method: 'PUT', body: 'x' })).status).toBe(201);
  });

  it('without a boundary is kept as it came, and said', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const headers = { 'content-type': 'multipart/form-data' };
    expect((await fetch(`${upload.url}a`, { method: 'POST', headers, body: 'bytes' })).status).toBe(200);
    expect((await upload.event('received')).file.remarks).toMatchObject([{ code: 'form-unreadable' }]);
  });
});

describe('bad input', () => {
  it.each([
    ['/../../../../etc/passwd', 'passwd'],
    ['/..%2f..%2fpasswd', 'passwd'],
    ['/..%5c..%5cwin.ini', 'win.ini'],
    ['/C:%5CWindows%5Csystem.ini', 'system.ini'],
    ['/con.txt', '_con.txt'],
    ['/lpt1', '_lpt1'],
    ['/..', 'upload'],
    ['/%00%01', 'upload'],
    ['/gr%fcn.log', 'grün.log'],
    ['/%E2%80%AEgpj.exe', '_gpj.exe'],
    ['/.bashrc', '_bashrc'],
    ['//a//b.txt?x=/c', 'b.txt'],
  ])('a path of %s stays in the folder', async (path, name) => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const target = pathOf(upload.url).slice(0, -1) + path;
    const answer = await talk(core, `PUT ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok`);
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(core.kept()).toEqual([name]);
  });

  it('100 GB are refused by their announcement', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    const answer = await talk(
      core,
      `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000000\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await upload.event('refused')).toMatchObject({ refusal: { code: 'upload-too-large' } });
    expect(core.attempts.list()).toMatchObject([{ code: 'upload-too-large', stationId: 'CP-1' }]);
  });

  it('more than the limit in chunks, without an announcement, is cut off', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http', { limitBytes: 100_000 });
    const chunk = `${(1000).toString(16)}\r\n${'x'.repeat(1000)}\r\n`;
    const head = `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await talk(core, head, ...Array.from({ length: 200 }, () => chunk));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(await upload.event('interrupted')).toMatchObject({ refusal: { code: 'upload-too-large' } });
    expect(core.kept()).toEqual([]);
  });

  it('more than the disk has room for is refused, or stopped while it comes', async () => {
    let freeBytes = 250_000_000;
    const core = await startFileCore({ files: { freeBytes: () => Promise.resolve(freeBytes) } });
    const upload = await core.expectUpload('http');
    const large = await talk(
      core,
      `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nContent-Length: 90000000\r\n\r\n`,
    );
    expect(large).toMatch(/^HTTP\/1\.1 507 .*only 250 MB free/s);
    const file = Buffer.alloc(20_000_000);
    const stop = upload.transfer.on((event) => {
      if (event.kind === 'progress') freeBytes = 100_000_000;
    });
    const answer = await talk(
      core,
      `PUT ${pathOf(upload.url)}a HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n`,
      file,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 507 .*became full/s);
    expect((await upload.event('interrupted')).refusal.code).toBe('disk-full');
    await expect.poll(() => core.kept()).toEqual([]);
    stop();
    freeBytes = 900_000_000;
    expect((await fetch(`${upload.url}a`, { method: 'PUT', body: file })).status).toBe(201);
  });

  it('a folder that cannot be made is said', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http', { folder: join(sampleFile(1).path, 'below') });
    const answer = await fetch(`${upload.url}a`, { method: 'PUT', body: 'x' });
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringMatching(/no folder/)]);
  });

  it('an empty file is taken and said to be empty', async () => {
    const core = await startFileCore();
    const upload = await core.expectUpload('http');
    expect((await fetch(`${upload.url}a`, { method: 'PUT', body: '' })).status).toBe(201);
    expect((await upload.event('received')).file.remarks).toMatchObject([{ code: 'upload-empty' }]);
  });

  it('another protocol than was offered is refused', async () => {
    const core = await startFileCore({ authority: new LocalAuthority(temporaryFolder()) });
    const upload = await core.expectUpload('https');
    const url = upload.url.replace('https', 'http');
    expect((await fetch(`${url}a`, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await upload.event('refused')).refusal.sentence).toMatch(/by HTTP, which/);
  });
});
