import { once } from 'node:events';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { curl, CURL_SKIPPED, HAS_CURL } from './curl.ts';
import { startFileCore, temporaryFolder } from './fileCore.ts';
import { sampleFile, sha256Of } from './sampleFile.ts';

describe.skipIf(!HAS_CURL)(`a file fetched by curl${CURL_SKIPPED}`, () => {
  it('comes whole, and each connection is told with its bytes', async () => {
    const core = await startFileCore();
    const file = sampleFile(2_000_000, 'fw 1.2.bin');
    const offer = await core.offerFile('http', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    expect((await curl('-o', to, offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    await offer.event('complete');
    expect(offer.events.filter(({ kind }) => kind !== 'progress')).toMatchObject([
      { kind: 'connected', caller: { protocol: 'http', remoteAddress: '127.0.0.1' } },
      { kind: 'range', connection: 1, from: 0, to: 2_000_000 },
      { kind: 'sent', connection: 1, coveredBytes: 2_000_000 },
      { kind: 'complete' },
    ]);
    expect(core.attempts.list()).toEqual([]);
  });

  it('goes on where it stopped', async () => {
    const core = await startFileCore();
    const file = sampleFile(1_000_000);
    const offer = await core.offerFile('http', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    await curl('-r', '0-399999', '-o', to, offer.url);
    writeFileSync(to, file.bytes.subarray(0, 400_000));
    expect((await curl('-C', '-', '-o', to, offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
    expect(offer.events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'range', connection: 2, from: 400_000, to: 1_000_000 }),
        expect.objectContaining({ kind: 'complete' }),
      ]),
    );
  });

  it('by HTTP/1.0 has a length and an end', async () => {
    const core = await startFileCore();
    const file = sampleFile(100_000);
    const offer = await core.offerFile('http', file.path);
    const to = join(temporaryFolder(), 'fw.bin');
    expect((await curl('--http1.0', '-o', to, offer.url)).code).toBe(0);
    expect(sha256Of(readFileSync(to))).toBe(file.sha256);
  });
});

describe('an offered file', () => {
  it('is the same under whatever a charger appends', async () => {
    const core = await startFileCore();
    const file = sampleFile(1000);
    const { url } = await core.offerFile('http', file.path);
    for (const path of ['', '/CP-1', '?a=b']) {
      expect(sha256Of(await (await fetch(url + path)).bytes())).toBe(file.sha256);
    }
  });

  it('tells its size to who only asks', async () => {
    const core = await startFileCore();
    const { url } = await core.offerFile('http', sampleFile(1000).path);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      '1000',
      'bytes',
    ]);
  });

  it.each([
    ['bytes=0-9', 206, 'bytes 0-9/1000', 10],
    ['bytes=990-', 206, 'bytes 990-999/1000', 10],
    ['bytes=-10', 206, 'bytes 990-999/1000', 10],
    ['bytes=990-5000', 206, 'bytes 990-999/1000', 10],
    ['bytes=0-1,5-6', 200, null, 1000],
    ['bytes=9-1', 200, null, 1000],
    ['lines=1-2', 200, null, 1000],
  ])('of which %s is asked is answered with %i', async (range, status, contentRange, length) => {
    const core = await startFileCore();
    const file = sampleFile(1000);
    const { url } = await core.offerFile('http', file.path);
    const response = await fetch(url, { headers: { range } });
    expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange]);
    const bytes = await response.bytes();
    expect(bytes).toHaveLength(length);
    const from = Number(/bytes (\d+)/.exec(contentRange ?? '')?.[1] ?? 0);
    expect(file.bytes.subarray(from, from + length).equals(bytes)).toBe(true);
  });

  it('has no bytes behind its end', async () => {
    const core = await startFileCore();
    const offer = await core.offerFile('http', sampleFile(1000).path);
    const response = await fetch(offer.url, { headers: { range: 'bytes=1000-' } });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
    expect((await offer.event('refused')).refusal.code).toBe('range-not-there');
  });

  it('is whole again for who has the beginning of another one', async () => {
    const core = await startFileCore();
    const { url } = await core.offerFile('http', sampleFile(1000).path);
    const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') ?? '';
    const ask = async (condition: string): Promise<number> =>
      (await fetch(url, { headers: { range: 'bytes=5-', 'if-range': condition } })).status;
    expect(await ask(etag)).toBe(206);
    expect(await ask('"other"')).toBe(200);
  });

  it('in plain mode has nothing to stumble over', async () => {
    const core = await startFileCore();
    const file = sampleFile(10);
    const { url } = await core.offerFile('http', file.path, { isPlain: true });
    const socket = connect(core.port, '127.0.0.1');
    socket.write(`GET ${new URL(url).pathname} HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\n\r\n`);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'end');
    const answer = Buffer.concat(chunks).toString('latin1');
    expect(answer.split('\r\n\r\n')[0]?.replace(/\r\nDate: .*/, '')).toBe(
      [
        'HTTP/1.1 200 OK',
        'Content-Type: application/octet-stream',
        'Content-Length: 10',
        'Connection: close',
      ].join('\r\n'),
    );
    socket.destroy();
  });

  it('that was changed or taken away is not handed out', async () => {
    const core = await startFileCore();
    const file = sampleFile(1000);
    const offer = await core.offerFile('http', file.path);
    appendFileSync(file.path, 'x');
    expect((await fetch(offer.url)).status).toBe(410);
    expect((await offer.event('refused')).refusal.code).toBe('offer-changed');
    rmSync(file.path);
    expect((await fetch(offer.url)).status).toBe(410);
  });

  it('is not offered when it is another than it was, empty, or not there', async () => {
    const core = await startFileCore();
    const { path } = sampleFile(1000);
    const common = { stationId: 'CP-1', hosts: ['127.0.0.1'], protocols: ['http' as const], path };
    await expect(core.files.offerFile({ ...common, sha256: 'a'.repeat(64) })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(core.files.offerFile({ ...common, sizeBytes: 5 })).rejects.toMatchObject({
      code: 'conflict',
    });
    writeFileSync(path, '');
    await expect(core.files.offerFile(common)).rejects.toMatchObject({ code: 'invalid-params' });
    rmSync(path);
    await expect(core.files.offerFile(common)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes no upload, and is gone when it is cancelled', async () => {
    const core = await startFileCore();
    const offer = await core.offerFile('http', sampleFile(1000).path);
    expect((await fetch(offer.url, { method: 'PUT', body: 'x' })).status).toBe(405);
    expect((await offer.event('refused')).refusal.code).toBe('wrong-way');
    offer.transfer.cancel();
    expect((await fetch(offer.url)).status).toBe(410);
  });

  it('whose download is cut is said to be, and may be fetched again', async () => {
    const core = await startFileCore();
    const file = sampleFile(30_000_000);
    const offer = await core.offerFile('http', file.path);
    const socket = connect(core.port, '127.0.0.1');
    socket.write(`GET ${new URL(offer.url).pathname} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
    expect(await offer.event('interrupted')).toMatchObject({ refusal: { code: 'download-cut' } });
    expect(sha256Of(await (await fetch(offer.url)).bytes())).toBe(file.sha256);
    await offer.event('complete');
  });

  it('to a client that reads no more stalls, and is given up', async () => {
    const core = await startFileCore({ files: { times: { stallMs: 40, giveUpMs: 150 } } });
    const offer = await core.offerFile('http', sampleFile(30_000_000).path);
    const socket = connect(core.port, '127.0.0.1').pause();
    socket.on('error', () => undefined);
    socket.write(`GET ${new URL(offer.url).pathname} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await offer.event('stalled');
    expect((await offer.event('interrupted')).refusal.code).toBe('transfer-stalled');
    socket.destroy();
  });
});
