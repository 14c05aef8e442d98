import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AttemptLog } from '../../../electron/core/front-door/attemptLog.ts';
import { createFrontDoor } from '../../../electron/core/front-door/frontDoor.ts';
import { RawStation } from '../central/rawStation.ts';
import { startTestCore, type TestCore } from '../central/testCore.ts';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
});
afterEach(() => core.close());

/** Writes bytes and reads until the other side ends. */
async function talk(...parts: Array<string | Uint8Array>): Promise<string> {
  const socket = await open();
  for (const part of parts) socket.write(part);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

async function open(): Promise<Socket> {
  const socket = connect(core.port, '127.0.0.1');
  // The door may cut a connection off; the tests look at what it said before.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';

describe('a browser', () => {
  it('gets the page with the address that it used', async () => {
    const response = await fetch(`http://127.0.0.1:${core.port}/`);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain(`ws://127.0.0.1:${core.port}/`);
    expect(page).not.toMatch(/(src|href)=/);
    expect(await core.attempt(({ code }) => code === 'no-upgrade')).toMatchObject({
      stage: 'http',
      ok: false,
      remoteAddress: '127.0.0.1',
      sentence: 'Reached the port but never asked for an upgrade to WebSocket.',
    });
  });

  it('cannot be made to run what stands in the Host header', async () => {
    const answer = await talk('GET / HTTP/1.1\r\nHost: "><script>x</script>\r\n\r\n');
    expect(answer).toContain('&#60;script&#62;');
    expect(answer).not.toContain('<script>');
  });

  it('at a terminal gets the same as plain text', async () => {
    const headers = { 'user-agent': 'curl/8.9.1' };
    const response = await fetch(`http://127.0.0.1:${core.port}/`, { headers });
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(page).toContain(`ws://127.0.0.1:${core.port}/`);
    expect(page).not.toContain('<');
  });

  it('gets no icon, and that is no attempt', async () => {
    expect((await fetch(`http://127.0.0.1:${core.port}/favicon.ico`)).status).toBe(404);
    expect(core.attempts.list()).toEqual([]);
  });

  it('may ask for the head only', async () => {
    const response = await fetch(`http://127.0.0.1:${core.port}/`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('other requests', () => {
  it('are told in a sentence what is wanted', async () => {
    const response = await fetch(`http://127.0.0.1:${core.port}/`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(await response.text()).toMatch(/HTTP DELETE/);
  });

  it('of SOAP are recognised', async () => {
    const headers = { 'content-type': 'application/soap+xml' };
    await fetch(`http://127.0.0.1:${core.port}/`, { method: 'POST', body: '<x/>', headers });
    expect(await core.attempt(({ code }) => code === 'soap-no-envelope')).toMatchObject({
      stage: 'http',
      ok: false,
    });
  });

  it.each([
    ['for a tunnel', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', 'method', /HTTP CONNECT/],
    [
      'with an unknown Expect',
      'DELETE / HTTP/1.1\r\nHost: a\r\nExpect: a miracle\r\n\r\n',
      'method',
      /DELETE/,
    ],
    ['with a file', 'PUT /log.zip HTTP/1.1\r\nHost: a\r\n\r\n', 'upload-unasked', /HTTP PUT/],
  ])('%s are attempts too', async (_name, request, code, sentence) => {
    expect(await talk(request)).toMatch(/^HTTP\/1\.1 405 /);
    expect(core.attempts.list()).toMatchObject([{ code, sentence: expect.stringMatching(sentence) }]);
  });

  it('that lost their Upgrade header on the way are told so', async () => {
    const answer = await talk(`GET /CP1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n${KEY}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 426 /);
    expect(core.attempts.list()).toMatchObject([
      { stage: 'http', ok: false, code: 'upgrade-header-missing', remedy: expect.stringContaining('proxy') },
    ]);
  });

  it('that are malformed are answered with 400', async () => {
    expect(await talk('GET / HTTP/1.1\r\nbad header\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await core.attempt(({ code }) => code === 'http-malformed')).sentence).toMatch(/malformed/);
  });

  it('with a head without end are answered with 431', async () => {
    expect(await talk(`GET / HTTP/1.1\r\nX: ${'x'.repeat(17 * 1024)}`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(core.attempts.list()[0]?.code).toBe('http-head-too-long');
  });
});

describe('bytes that are no HTTP', () => {
  it('TLS is told apart and sent away with an alert', async () => {
    const socket = connectTls({ port: core.port, host: '127.0.0.1', rejectUnauthorized: false });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toMatch(/handshake/i);
    expect(await core.attempt(({ stage }) => stage === 'tls')).toMatchObject({
      ok: false,
      code: 'tls-on-plain',
      remedy: 'Set the charger’s address to ws:// (security profile 0 or 1).',
    });
  });

  it('OCPP without a WebSocket is shown as it came', async () => {
    await talk('[2,"1","Heartbeat",{}]');
    expect(await core.attempt(() => true)).toMatchObject({
      stage: 'tcp',
      code: 'neither-http-nor-tls',
      head: expect.stringContaining('5b 32 2c 22'),
    });
  });

  it('empty lines before a request are no obstacle', async () => {
    expect(await talk('\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('a connection that says nothing is reported, and may still speak', async () => {
    await core.close();
    core = await startTestCore({}, { times: { silentMs: 20, headMs: 60_000 } });
    const socket = await open();
    const silent = await core.attempt(({ code }) => code === 'silent');
    expect(silent.sentence).toBe('Connected but sent nothing.');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect((await core.attempt(({ code }) => code === 'no-upgrade')).id).toBe(silent.id);
  });

  it('a request that is never finished is dropped', async () => {
    await core.close();
    core = await startTestCore({}, { times: { silentMs: 10_000, headMs: 50 } });
    await talk('GET / HT');
    expect(core.attempts.list()[0]).toMatchObject({ code: 'http-unfinished', head: 'GET / HT' });
  });

  it('empty lines and nothing else are shown as bytes', async () => {
    const socket = await open();
    socket.end('\r\n\r\n');
    const attempt = await core.attempt(() => true);
    expect(attempt).toMatchObject({ stage: 'http', code: 'http-empty' });
    expect(attempt.head).toContain('0d 0a 0d 0a');
  });

  it('hanging up early is an attempt too', async () => {
    (await open()).destroy();
    expect((await core.attempt(() => true)).code).toBe('closed-early');
  });
});

describe('an upgrade', () => {
  it('becomes a connected attempt with its raw head, credentials masked', async () => {
    const headers = { Authorization: `Basic ${Buffer.from('CP1:secret-secret').toString('base64')}` };
    await RawStation.connect(`${core.url}/a/RDAM%7C123`, ['ocpp1.6'], { headers });
    const attempt = await core.attempt(({ stage }) => stage === 'connected');
    expect(attempt).toMatchObject({
      ok: true,
      code: 'connected',
      stationId: 'RDAM|123',
      pathId: 'RDAM%7C123',
      sentence: 'RDAM|123 connected with OCPP 1.6.',
    });
    expect(attempt.head).toContain('GET /a/RDAM%7C123 HTTP/1.1\r\n');
    expect(attempt.head).toContain('Authorization: Basic ***');
    expect(core.attempts.list()).toHaveLength(1);
  });

  it('without “Connection: Upgrade” is let in and complained about', async () => {
    const socket = await open();
    socket.write(
      `GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: ocpp1.6\r\n${KEY}\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
    const connected = await core.recorder.find(({ kind }) => kind === 'connect');
    expect(core.recorder.codesOf(connected)).toEqual(['connection-upgrade-missing']);
    expect((await core.attempt(({ ok }) => ok)).head).not.toMatch(/^connection:/im);
    socket.destroy();
  });

  it('with bare line feeds is let in and complained about', async () => {
    const socket = await open();
    const head = `GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${KEY}\r\n`;
    socket.write(head.replaceAll('\r\n', '\n'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
    const connected = await core.recorder.find(({ kind }) => kind === 'connect');
    expect(core.recorder.codesOf(connected)).toContain('http-line-ends');
    socket.destroy();
  });

  it.each(['OCPP1.6', 'ocpp 1.6', '"ocpp1.6"'])(
    'with the subprotocol %s gets exactly that back',
    async (offered) => {
      const socket = await open();
      socket.write(
        `GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ${offered}\r\n${KEY}\r\n`,
      );
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toContain(`Sec-WebSocket-Protocol: ${offered}\r\n`);
      socket.destroy();
    },
  );

  it('with a first frame in the same packet loses nothing', async () => {
    const socket = await open();
    const text = Buffer.from('[2,"1","Heartbeat",{}]');
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]);
    socket.write(
      Buffer.concat([
        Buffer.from(
          `GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${KEY}\r\n`,
        ),
        frame,
      ]),
    );
    expect(await core.recorder.find(({ kind }) => kind === 'call')).toMatchObject({ raw: text.toString() });
    socket.destroy();
  });

  it('without a subprotocol is taken as 1.6, without the header', async () => {
    const station = await RawStation.connect(`${core.url}/CP1`, []);
    expect(station.socket.protocol).toBe('');
    expect((await core.attempt(({ ok }) => ok)).remedy).toMatch(/1\.6 is assumed/);
    expect(core.central.find('CP1')?.version).toBe('1.6');
  });

  it('with unknown subprotocols only is completed without the header and closed at once', async () => {
    const socket = await open();
    socket.write(
      `GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ocpp1.2, soap\r\n${KEY}\r\n`,
    );
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'close');
    const answer = Buffer.concat(chunks);
    const end = answer.indexOf('\r\n\r\n') + 4;
    expect(answer.toString('latin1', 0, end)).toMatch(/^HTTP\/1\.1 101 /);
    expect(answer.toString('latin1', 0, end)).not.toMatch(/sec-websocket-protocol/i);
    expect(answer[end]).toBe(0x88);
    expect(answer.readUInt16BE(end + 2)).toBe(1002);
    expect(await core.attempt(() => true)).toMatchObject({
      stage: 'upgrade',
      ok: false,
      code: 'unknown-subprotocol',
      stationId: 'CP1',
      sentence: expect.stringContaining('ocpp1.2, soap'),
    });
    expect(core.central.list()).toEqual([]);
  });

  it.each([
    ['upgrade-key', 400, 'Sec-WebSocket-Version: 13\r\n'],
    ['upgrade-version', 426, KEY.replace('13', '7')],
  ])('with %s is refused in words', async (code, status, headers) => {
    const answer = await talk(
      `GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${headers}\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(core.attempts.list()[0]).toMatchObject({ stage: 'upgrade', ok: false, code });
  });

  it('with an identity without end is refused in words', async () => {
    const answer = await talk(
      `GET /${'x'.repeat(1001)} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${KEY}\r\n`,
    );
    expect(answer).toMatch(/longer than 1000/);
    expect(core.attempts.list()[0]?.code).toBe('identity-too-long');
  });

  it('to something else is not one', async () => {
    expect(await talk('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });
});

describe('listening', () => {
  const doorAt = (host: string, port: number) =>
    createFrontDoor({
      host,
      port,
      attempts: new AttemptLog({ nextId: () => 1, save: () => undefined }),
      onStation: () => undefined,
      onSoap: () => undefined,
      log: () => undefined,
    });

  it('names a port that is in use and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(doorAt('127.0.0.1', port)).rejects.toMatchObject({
      code: 'unavailable',
      message: `Port ${port} is in use by another program.`,
      hint: expect.stringContaining('--port'),
    });
    other.close();
  });

  it('names a number that is no port', async () => {
    await expect(doorAt('127.0.0.1', 70_000)).rejects.toMatchObject({
      code: 'invalid-params',
      message: '70000 is not a port number.',
    });
  });

  it('names a host that is not of this computer', async () => {
    await expect(doorAt('192.0.2.1', 0)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('192.0.2.1'),
    });
  });

  it('tells under which addresses it can be reached', async () => {
    const door = await doorAt('127.0.0.1', 0);
    expect(door.listening).toMatchObject({
      host: '127.0.0.1',
      addresses: [{ kind: 'loopback', address: '127.0.0.1' }],
    });
    expect((await fetch(`http://127.0.0.1:${door.listening.port}/`)).status).toBe(200);
    await door.close();
  });

  it('ends quickly with connections open', async () => {
    const station = await RawStation.connect(`${core.url}/CP1`);
    const silent = await open();
    const ends = [station.closed(), once(silent, 'close')] as const;
    await core.close();
    const [closed] = await Promise.all(ends);
    expect(closed.code).toBe(1001);
    core = await startTestCore();
  });
});
