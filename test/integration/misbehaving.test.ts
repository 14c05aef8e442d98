import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe, type ServeProcess } from '../processes/kerbside.ts';

/** What comes to the port of a real `serve`: nothing of it may end the process, vanish, or disturb other stations. */
let home: string;
let session: string;
let serve: ServeProcess;
let port: number;
/** Connected all the while; it has to be answered after everything that others do. */
let bystander: RawStation;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-misbehaving-'));
  session = join(home, 'visit.kerbside');
  serve = await startServe({ home, session });
  serve.child.stdout?.resume();
  port = Number(new URL(serve.ocpp).port);
  bystander = await RawStation.connect(`${serve.ocpp}/BYSTANDER`);
});

afterAll(async () => {
  bystander.socket.terminate();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

async function allIsWell(): Promise<void> {
  expect(await bystander.ask('Heartbeat', {})).toHaveProperty('currentTime');
  expect([serve.child.exitCode, serve.child.signalCode]).toEqual([null, null]);
}

interface Line {
  chargePointId: string;
  direction: string;
  messageType: string;
  raw: string;
}

async function exportedOf(stationId: string): Promise<Line[]> {
  const { code, stdout, stderr } = await runKerbside(home, [
    'trace',
    'export',
    session,
    '--no-redact',
    '--format',
    'jsonl',
  ]);
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ chargePointId }) => chargePointId === stationId);
}

async function open(): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  // The door cuts some of them off; what it said before is what counts.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Writes and hangs up; answers with what came back. */
async function talk(bytes: string | Uint8Array): Promise<string> {
  const socket = await open();
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const closed = once(socket, 'close');
  socket.end(bytes);
  await closed;
  return Buffer.concat(chunks).toString('latin1');
}

function handshake(id: string): string {
  const lines = [
    `GET /${id} HTTP/1.1`,
    'Host: a',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: ocpp1.6',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

describe('first bytes', () => {
  it('of any kind end one connection at most', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `GET /${text} HTTP/1.1\r\n\r\n`),
      fc.string({ maxLength: 100 }).map((text) => handshake('HEAD').replace('Host: a', text)),
      fc.nat({ max: 200 }).map((length) => handshake('CUT').slice(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        await talk(bytes);
      }),
      { numRuns: 80, interruptAfterTimeLimit: 5000 },
    );
    await allIsWell();
  });

  it('are each an attempt with a sentence and what to do', async () => {
    const socket = await open();
    socket.resetAndDestroy();
    await talk('\r\n\r\n');
    await talk(Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5]));
    await talk('[2,"1","Heartbeat",{}]');
    await talk('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    const { stdout } = await runKerbside(home, ['attempts', '--json']);
    const attempts = (JSON.parse(stdout) as Array<Record<string, unknown>>).slice(0, 5);
    expect(attempts.map(({ stage, sentence }) => [stage, sentence])).toEqual([
      ['http', 'Sent an HTTP CONNECT request instead of asking for a WebSocket.'],
      ['tcp', 'Sent bytes that are neither HTTP nor TLS.'],
      ['tls', expect.stringMatching(/TLS/)],
      ['http', 'Sent nothing but empty lines and hung up.'],
      ['tcp', 'Connected and hung up without sending anything.'],
    ]);
    expect(attempts.every(({ ok, remedy }) => ok === false && typeof remedy === 'string')).toBe(true);
  });

  it('of a hundred stations at once are all answered', async () => {
    const stations = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        RawStation.connect(`${serve.ocpp}/MANY-${index}`, ['ocpp2.0.1']),
      ),
    );
    await Promise.all(stations.map((station) => station.ask('Heartbeat', {})));
    for (const station of stations) station.socket.terminate();
    await allIsWell();
  });
});

describe('frames', () => {
  it('of any kind are in the file, each as it was sent, and the next call is answered', async () => {
    const frame = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json(),
      fc
        .tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 7, '2', null), fc.string(), fc.string(), fc.jsonValue())
        .map((parts) => JSON.stringify(parts)),
      fc
        .tuple(fc.constantFrom('BootNotification', 'StatusNotification', 'MeterValues'), fc.jsonValue())
        .map(([action, payload]) => JSON.stringify([2, 'id', action, payload])),
      fc.uint8Array({ maxLength: 200 }),
    );
    const station = await RawStation.connect(`${serve.ocpp}/ANYTHING`);
    const sent: string[] = [];
    for (const one of fc.sample(frame, { numRuns: 400, seed: 20261121 })) {
      station.socket.send(one);
      sent.push(typeof one === 'string' ? one.toWellFormed() : Buffer.from(one).toString('base64'));
    }
    station.send('[2,"the last","Heartbeat",{}]');
    sent.push('[2,"the last","Heartbeat",{}]');
    while (!(await station.next()).startsWith('[3,"the last",')) continue;
    const received = (await exportedOf('ANYTHING')).filter(
      ({ direction, messageType }) => direction === 'cp-to-csms' && messageType !== 'CONNECT',
    );
    expect(received.map(({ raw }) => raw)).toEqual(sent);
    station.socket.terminate();
    await allIsWell();
  });

  it.each([
    ['RSV1', [0xc1, 0x80, 0, 0, 0, 0]],
    ['UNMASKED', [0x81, 0x02, 0x5b, 0x5d]],
    ['CONTINUATION', [0x80, 0x80, 0, 0, 0, 0]],
    ['CLOSE-1005', [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed]],
  ])('that break the WebSocket protocol are kept, bytes and all: %s', async (id, bytes) => {
    const socket = await open();
    socket.write(handshake(id));
    await once(socket, 'data');
    socket.resume();
    const closed = once(socket, 'close');
    socket.end(Buffer.from(bytes));
    await closed;
    const malformed = (await exportedOf(id)).filter(({ messageType }) => messageType === 'MALFORMED');
    expect(malformed.map(({ raw }) => raw)).toEqual([Buffer.from(bytes).toString('base64')]);
    await allIsWell();
  });

  it('of 10 MB are taken; one of more than 64 MB ends its own connection only', async () => {
    const station = await RawStation.connect(`${serve.ocpp}/BIG`);
    const data = 'x'.repeat(10_000_000);
    expect(await station.ask('DataTransfer', { vendorId: 'v', data })).toEqual({ status: 'UnknownVendorId' });
    const closed = station.closed();
    station.socket.send(Buffer.alloc(65 * 1024 * 1024));
    expect((await closed).code).toBe(1009);
    const found = await exportedOf('BIG');
    expect(Math.max(...found.map(({ raw }) => raw.length))).toBeGreaterThan(10_000_000);
    expect(found.at(-1)?.raw).toContain('larger than 64 MB');
    await allIsWell();
  });
});

it('a second connection of an identity wins, and a call to the first is told so', async () => {
  const first = await RawStation.connect(`${serve.ocpp}/TWICE`);
  const closed = first.closed();
  const call = runKerbside(home, ['call', 'TWICE', 'ClearCache', '--json']);
  await first.next();
  const second = await RawStation.connect(`${serve.ocpp}/TWICE`);
  expect(await closed).toEqual({ code: 1000, reason: 'replaced by a newer connection' });
  const { code, stdout } = await call;
  expect([code, JSON.parse(stdout)]).toMatchObject([5, { outcome: 'disconnected', action: 'ClearCache' }]);
  expect(await second.ask('Heartbeat', {})).toHaveProperty('currentTime');
  second.socket.terminate();
});

it('an independent station in strict mode boots and is called', async () => {
  const { RPCClient } = createRequire(import.meta.url)('ocpp-rpc') as {
    RPCClient: new (options: object) => {
      connect(): Promise<unknown>;
      call(action: string, payload: object): Promise<unknown>;
      handle(action: string, handler: () => object): void;
      close(): Promise<unknown>;
    };
  };
  const peer = new RPCClient({
    endpoint: serve.ocpp,
    identity: 'STRICT',
    protocols: ['ocpp1.6'],
    strictMode: true,
  });
  peer.handle('ClearCache', () => ({ status: 'Accepted' }));
  await peer.connect();
  const boot = { chargePointVendor: 'Example', chargePointModel: 'Wallbox' };
  expect(await peer.call('BootNotification', boot)).toMatchObject({ status: 'Accepted' });
  const { code, stdout } = await runKerbside(home, ['call', 'STRICT', 'ClearCache', '--json']);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { payload: { status: 'Accepted' } }]);
  await peer.close();
});
