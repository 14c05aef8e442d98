import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Core } from '../../electron/core/index.ts';
import { startBrowserHost, type BrowserHost } from '../../electron/serve/browserHost.ts';
import { builtScreens, type Screens } from '../../electron/serve/screens.ts';
import type { LinkOrigin } from '../../shared/contract/handlers.ts';
import type { Link } from '../../shared/contract/link.ts';

const TOKEN = 'token-of-this-test';

/** The part of the core that the host uses: echoes over the link, gives out one download. */
class EchoCore implements Pick<Core, 'serve' | 'takeDownload' | 'takeUpload'> {
  readonly ticket: string = randomUUID();
  readonly origins: Array<LinkOrigin | undefined> = [];
  #taken = false;

  serve(link: Link, origin?: LinkOrigin): void {
    this.origins.push(origin);
    link.onText((message) => link.send(`echo ${message}`));
  }

  async takeUpload(name: string, body: Readable): Promise<string> {
    let size = 0;
    for await (const piece of body) size += (piece as Buffer).length;
    return `${name}: ${size} bytes`;
  }

  takeDownload(ticket: string): ReturnType<Core['takeDownload']> {
    if (ticket !== this.ticket || this.#taken) return undefined;
    this.#taken = true;
    return {
      fileName: 'Depot „Nord“ 21.11.jsonl',
      contentType: 'application/x-ndjson',
      body: Readable.from(['{"a":1}\n', '{"a":2}\n']),
    };
  }
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Made for each test; the screens are in a folder of their own inside it. */
let own: string;
let folder: string;
let core: EchoCore;
let host: BrowserHost;

async function start(screens: Screens = builtScreens(folder)): Promise<void> {
  core = new EchoCore();
  host = await startBrowserHost({ core, uiPort: 0, token: TOKEN, screens, log: () => {} });
}

/** Not `fetch`: it would not let a test choose `Host`, nor send a path with dots in it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      );
    });
    request.on('error', reject);
    request.end();
  });
}

async function cookie(): Promise<string> {
  const { headers } = await get(`/?token=${TOKEN}`);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'kerbside-screens-'));
  folder = join(own, 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Kerbside</title>');
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'export {};');
  await start();
});

afterEach(async () => {
  await host.close();
  await rm(own, { recursive: true });
});

describe('uploads', () => {
  it('are taken from our own screens only, under the name of the file', async () => {
    const path = `/upload/${encodeURIComponent('Depot Nord.log')}`;
    const taken = await get(`${path}?token=${TOKEN}`, { 'content-length': '0' }, 'PUT');
    expect([taken.status, JSON.parse(taken.body)]).toEqual([201, { upload: 'Depot Nord.log: 0 bytes' }]);
    expect(await get(path, {}, 'PUT')).toMatchObject({ status: 401 });
    const foreign = { origin: 'http://evil.example', cookie: await cookie() };
    expect(await get(path, foreign, 'PUT')).toMatchObject({ status: 403 });
    expect(await get(`/other?token=${TOKEN}`, {}, 'PUT')).toMatchObject({ status: 404 });
  });
});

describe('screens', () => {
  it('are served at the printed address, and their files by the cookie that it sets', async () => {
    const page = await get(new URL(host.urls[0] ?? '').pathname + new URL(host.urls[0] ?? '').search);
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-cache');
    const [setCookie = ''] = page.headers['set-cookie'] ?? [];
    expect(setCookie).toContain('HttpOnly');
    expect(setCookie).toContain('SameSite=Strict');
    const script = await get('/assets/main-abc.js', { cookie: setCookie.split(';')[0] ?? '' });
    expect(script).toMatchObject({ status: 200, body: 'export {};' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it('of two hosts on one machine do not take each other’s cookie', async () => {
    const name = (await cookie()).split('=')[0] ?? '';
    expect(name).toContain(String(host.port));
    const first = host;
    await start();
    expect((await cookie()).startsWith(`${name}=`)).toBe(false);
    await first.close();
  });

  it('carry a policy without inline script and without eval', async () => {
    const { headers } = await get(`/?token=${TOKEN}`);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(/script-src [^;]*/.exec(policy)?.[0]).toBe("script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('are not sent again to a browser that has them', async () => {
    const sent = await get('/', { cookie: await cookie() });
    const again = await get('/', { cookie: await cookie(), 'if-none-match': String(sent.headers.etag) });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%00',
    '/%E0%A4%A',
    '/assets',
  ])('have no file at %s', async (path) => {
    await writeFile(join(own, 'secret.txt'), 'secret');
    const answer = await get(path, { cookie: await cookie() });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret.txt');
  });

  it('answer only GET and HEAD', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect(await get('/', headers, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await get('/', headers, 'POST')).toMatchObject({ status: 405 });
  });

  it('let a person wait for a build, who then gets them', async () => {
    await host.close();
    let state: ReturnType<Screens['state']> = 'building';
    await start({ folder, state: () => state });
    const waiting = await get(`/?token=${TOKEN}`);
    expect(waiting.status).toBe(503);
    expect(waiting.body).toContain('http-equiv="refresh"');
    state = { problem: 'The screens could not be built.' };
    expect(await get('/', { cookie: await cookie() })).toMatchObject({ status: 500 });
    state = 'ready';
    expect(await get('/', { cookie: await cookie() })).toMatchObject({ status: 200 });
  });
});

describe('who is let in', () => {
  it.each([
    ['no token', '/', {}, 401],
    ['a wrong token', '/?token=guess', {}, 401],
    ['a name that was made to point here', `/?token=${TOKEN}`, { host: 'evil.example' }, 403],
    ['a page of another origin', `/?token=${TOKEN}`, { origin: 'http://evil.example' }, 403],
  ])('%s gets a page with one sentence', async (_case, path, headers, status) => {
    const answer = await get(path, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).not.toMatch(/\bat .*:\d+:\d+/);
  });
});

describe('the link', () => {
  const open = (path: string, headers: Record<string, string> = {}): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (data: Buffer) => {
        socket.close();
        resolve(data.toString());
      });
      socket.on('unexpected-response', (_request, response) => resolve(`HTTP ${response.statusCode}`));
      socket.on('error', (error) => resolve(error.message));
    });

  it('connects a browser of ours with the core', async () => {
    expect(await open('/link', { cookie: await cookie(), origin: `http://127.0.0.1:${host.port}` })).toBe(
      'echo hello',
    );
    expect(await open(`/link?token=${TOKEN}`)).toBe('echo hello');
    expect(new Set(core.origins)).toEqual(new Set(['here']));
  });

  it('refuses other pages, other paths and those without the token', async () => {
    expect(await open('/link')).toBe('HTTP 401');
    expect(await open(`/link?token=${TOKEN}`, { origin: 'http://evil.example' })).toBe('HTTP 403');
    expect(await open('/link', { cookie: await cookie(), origin: 'null' })).toBe('HTTP 403');
    expect(await open(`/other?token=${TOKEN}`)).toBe('HTTP 404');
  });

  it('is closed with the host', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/link?token=${TOKEN}`);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await host.close();
    await closed;
    await start();
  });
});

describe('downloads', () => {
  it('are sent once, under their name', async () => {
    const first = await get(`/download/${core.ticket}?token=${TOKEN}`);
    expect(first).toMatchObject({ status: 200, body: '{"a":1}\n{"a":2}\n' });
    expect(first.headers['content-disposition']).toBe(
      'attachment; filename="Depot _Nord_ 21.11.jsonl"; ' +
        "filename*=UTF-8''Depot%20%E2%80%9ENord%E2%80%9C%2021.11.jsonl",
    );
    const second = await get(`/download/${core.ticket}?token=${TOKEN}`);
    expect(second.status).toBe(404);
    expect(second.body).toContain('Export it once more');
  });
});

describe('a port that cannot be had', () => {
  it('is said in a sentence with its remedy', async () => {
    const again = startBrowserHost({
      core,
      uiPort: host.port,
      screens: builtScreens(folder),
      log: () => {},
    });
    await expect(again).rejects.toMatchObject({
      name: 'ContractError',
      code: 'unavailable',
      message: `Port ${host.port} for the screens is in use by another program.`,
      hint: expect.stringContaining('--ui-port') as string,
    });
  });

  it('names an address that is not ours', async () => {
    const start = startBrowserHost({
      core,
      uiHost: '192.0.2.1',
      uiPort: 0,
      screens: builtScreens(folder),
      log: () => {},
    });
    await expect(start).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('192.0.2.1') as string,
    });
  });
});
