import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import { RawStation } from '../rawStation.ts';
import { startTestCore, type TestCore } from '../testCore.ts';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
});
afterEach(async () => {
  await core.close();
  expect(core.log).toEqual([]);
});

const station = (version: OcppVersion = '1.6', id = 'CP1'): Promise<RawStation> =>
  RawStation.connect(`${core.url}/${id}`, [`ocpp${version}`]);
const BOOT = { chargePointVendor: 'Example', chargePointModel: 'Box' };

/** Sends a text that gets no answer, and a Heartbeat that does: nothing may stand between the two. */
async function unanswered(raw: RawStation, frame: string | Buffer): Promise<void> {
  raw.socket.send(frame);
  await raw.ask('Heartbeat', {}, 'after');
}

describe('a call', () => {
  it('is in the record before its answer leaves, with its exact text', async () => {
    const raw = await station();
    const text = '[2, "19223201", "Heartbeat", {}]';
    let committedAtAnswer = 0;
    raw.socket.once('message', () => {
      committedAtAnswer = core.recorder.committed;
    });
    raw.send(text);
    expect(await raw.nextFrame()).toMatchObject([
      3,
      '19223201',
      { currentTime: expect.stringMatching(/Z$/) },
    ]);
    const [connected, call, result] = core.recorder.records;
    expect(connected).toMatchObject({ kind: 'connect', version: '1.6' });
    expect(JSON.parse(String(connected?.raw))).toEqual({
      remoteAddress: '127.0.0.1',
      subprotocol: 'ocpp1.6',
      path: '/CP1',
      credentials: 'The charger sent no credentials.',
    });
    expect(call).toMatchObject({ kind: 'call', direction: 'in', raw: text, action: 'Heartbeat', issues: [] });
    expect(result).toMatchObject({
      kind: 'result',
      direction: 'out',
      pairSeq: call?.seq,
      action: 'Heartbeat',
    });
    expect(committedAtAnswer).toBeGreaterThanOrEqual(result?.seq ?? Infinity);
  });

  it('that breaks its schema is answered all the same', async () => {
    const raw = await station();
    expect(await raw.ask('BootNotification', { chargePointVendor: 'x'.repeat(30) })).toMatchObject({
      status: 'Accepted',
    });
    const call = await core.recorder.find(({ kind }) => kind === 'call');
    expect(core.recorder.codesOf(call)).toEqual(['schema-required', 'schema-maxlength']);
  });

  it.each([null, 7, [], 'x'])('with the payload %j is answered', async (payload) => {
    const raw = await station();
    expect(await raw.ask('StartTransaction', payload)).toMatchObject({ idTagInfo: { status: 'Accepted' } });
  });

  it('with a numeric id gets a numeric id back', async () => {
    const raw = await station();
    raw.send('[2,9007199254740993,"Heartbeat",{}]');
    expect(await raw.next()).toMatch(/^\[3,9007199254740993,/);
  });

  it.each<[string, string, string]>([
    ['CustomOperation', 'NotImplemented', 'action-unknown'],
    ['TransactionEvent', 'NotImplemented', 'action-other-version'],
    ['RemoteStartTransaction', 'NotSupported', 'action-direction'],
  ])('of %s gets %s', async (action, code, issue) => {
    const raw = await station();
    raw.send([2, '1', action, {}]);
    expect((await raw.nextFrame()).slice(0, 3)).toEqual([4, '1', code]);
    expect(core.recorder.codesOf(await core.recorder.find(({ kind }) => kind === 'call'))).toEqual([issue]);
  });

  it.each<[OcppVersion, unknown, string]>([
    ['1.6', { reason: 'PowerUp', chargingStation: { vendorName: 'Example', model: 'Box' } }, 'OCPP 2'],
    ['2.0.1', BOOT, 'OCPP 1.6'],
  ])('of a boot in the form of another version is told in %s', async (version, boot, words) => {
    const raw = await station(version);
    expect(await raw.ask('BootNotification', boot)).toMatchObject({ status: 'Accepted' });
    const [first] = (await core.recorder.find(({ kind }) => kind === 'call')).issues;
    expect(first).toMatchObject({ code: 'payload-other-version', message: expect.stringContaining(words) });
    expect((await core.station(({ bootCount }) => bootCount === 1)).vendor).toBe('Example');
  });

  it('with a used id is answered and complained about', async () => {
    const raw = await station();
    await raw.ask('Heartbeat', {}, 'same');
    await raw.ask('Heartbeat', {}, 'same');
    await raw.ask(
      'StatusNotification',
      { connectorId: 1, errorCode: 'NoError', status: 'Available' },
      'same',
    );
    const calls = core.recorder.records.filter(({ kind }) => kind === 'call');
    expect(calls.map((call) => core.recorder.codesOf(call))).toEqual([
      [],
      ['message-repeated'],
      ['message-id-reused'],
    ]);
  });

  it('StartTransaction, repeated, starts no second transaction', async () => {
    const raw = await station();
    const start = { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: '2026-11-21T10:00:00Z' };
    const first = await raw.ask('StartTransaction', start, 'a');
    expect(await raw.ask('StartTransaction', start, 'a')).toEqual(first);
    expect(await raw.ask('StartTransaction', start, 'b')).not.toEqual(first);
  });

  it('of a burst each gets its answer, in order', async () => {
    const raw = await station();
    for (let i = 0; i < 500; i += 1) raw.send([2, String(i), 'Heartbeat', {}]);
    for (let i = 0; i < 500; i += 1) expect((await raw.nextFrame()).slice(0, 2)).toEqual([3, String(i)]);
  });
});

describe('what is no OCPP-J message', () => {
  it.each(['pong', '', '{}', '[]', '[1,"6OUo","StartTransaction",{}]', '[3,"x"', '[4]', 'nul\u0000'])(
    '%j is recorded and not answered in 1.6',
    async (text) => {
      const raw = await station();
      await unanswered(raw, text);
      expect(core.recorder.records[1]).toMatchObject({ direction: 'in', raw: text });
    },
  );

  it('a call that was cut off gets FormationViolation', async () => {
    const raw = await station();
    raw.send('[2,"77","BootNotification",{"chargePointVendor":"A"');
    expect((await raw.nextFrame()).slice(0, 3)).toEqual([4, '77', 'FormationViolation']);
    expect(await core.recorder.find(({ kind }) => kind === 'malformed')).toMatchObject({ messageId: '77' });
  });

  it('gets RpcFrameworkError with the id -1 in 2.x, but never in return for an answer', async () => {
    const raw = await station('2.0.1');
    raw.send('hello');
    expect((await raw.nextFrame()).slice(0, 3)).toEqual([4, '-1', 'RpcFrameworkError']);
    await unanswered(raw, '[3,"x",{"a":');
  });

  it('a binary frame is recorded byte by byte and not answered', async () => {
    const raw = await station();
    await unanswered(raw, Buffer.from([1, 2, 3, 255]));
    expect(core.recorder.records[1]).toMatchObject({ kind: 'malformed', raw: Buffer.from([1, 2, 3, 255]) });
    expect(core.recorder.records[1]?.issues[0]?.code).toBe('frame-binary');
  });

  it('text that is not UTF-8 is recorded as bytes and still answered', async () => {
    const raw = await station();
    const bytes = Buffer.concat([
      Buffer.from('[2,"1","Authorize",{"idTag":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}]'),
    ]);
    raw.socket.send(bytes, { binary: false });
    expect(await raw.nextFrame()).toMatchObject([3, '1', {}]);
    const call = await core.recorder.find(({ kind }) => kind === 'call');
    expect(call.raw).toEqual(bytes);
    expect(core.recorder.codesOf(call)).toEqual(['frame-not-utf8']);
  });

  it('ten megabytes are recorded and answered', async () => {
    const raw = await station();
    const data = 'x'.repeat(10 * 1024 * 1024);
    expect(await raw.ask('DataTransfer', { vendorId: 'Example', data })).toEqual({
      status: 'UnknownVendorId',
    });
    expect((await core.recorder.find(({ kind }) => kind === 'call')).raw.length).toBeGreaterThan(data.length);
  });

  it('deep nesting ends nothing', async () => {
    const raw = await station();
    raw.send(`[2,"1","DataTransfer",{"vendorId":"E","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`);
    expect((await raw.nextFrame())[1]).toBe('1');
  });
});

describe('messages that are not answered', () => {
  it('SEND of 2.1 is checked and recorded', async () => {
    const raw = await station('2.1');
    await unanswered(raw, '[6,"1","NotifyPeriodicEventStream",{"id":1}]');
    const send = await core.recorder.find(({ kind }) => kind === 'send');
    expect(core.recorder.codesOf(send)).toContain('schema-required');
  });

  it('SEND and CALLRESULTERROR are out of place in 1.6', async () => {
    const raw = await station();
    await raw.ask('Heartbeat', {}, 'a');
    await unanswered(raw, '[5,"a","GenericError","",{}]');
    await unanswered(raw, '[6,"s","Heartbeat",{}]');
    const codes = core.recorder.records.filter(({ kind }) => kind === 'resultError' || kind === 'send');
    expect(codes.map((record) => core.recorder.codesOf(record))).toEqual([
      ['message-type-version'],
      ['message-type-version'],
    ]);
  });

  it('CALLRESULTERROR of 2.1 is paired with our answer', async () => {
    const raw = await station('2.1');
    await raw.ask('Heartbeat', {}, 'a');
    await unanswered(raw, '[5,"a","FormatViolation","no time",{}]');
    expect(await core.recorder.find(({ kind }) => kind === 'resultError')).toMatchObject({
      action: 'Heartbeat',
      issues: [],
    });
  });

  it('a CALLERROR against our answer is recorded', async () => {
    const raw = await station();
    await raw.ask('Heartbeat', {}, 'a');
    await unanswered(raw, '[4,"a","FormationViolation","",{}]');
    const error = await core.recorder.find(({ kind }) => kind === 'error');
    expect(core.recorder.codesOf(error)).toEqual(['error-to-answer']);
  });

  it('an answer to nothing is recorded, and names the call that is open', async () => {
    const raw = await station();
    const outcome = core.central.call('CP1', 'ClearCache', '{}');
    const [, id] = await raw.nextFrame();
    raw.send([3, 'other', {}]);
    raw.send([3, id, { status: 'Accepted' }]);
    await outcome;
    const stray = await core.recorder.find(({ messageId }) => messageId === 'other');
    expect(stray.issues).toMatchObject([{ code: 'answer-to-nothing', message: expect.stringContaining(id) }]);
  });
});

describe('the end of a connection', () => {
  const disconnect = () => core.recorder.find(({ kind }) => kind === 'disconnect');

  it('by the station is told with its code', async () => {
    const raw = await station();
    raw.socket.close(1001, 'reboot');
    const record = await disconnect();
    expect(record.direction).toBe('in');
    expect(JSON.parse(String(record.raw))).toEqual({ code: 1001, reason: 'reboot', by: 'station' });
    expect((await core.station(({ connected }) => !connected)).disconnectReason).toBe(
      'The station closed the connection because it goes away (code 1001) (“reboot”).',
    );
  });

  it('without a closing frame is told apart', async () => {
    (await station()).socket.terminate();
    expect(JSON.parse(String((await disconnect()).raw))).toMatchObject({ code: 1006, by: 'network' });
  });

  it.each([
    [
      'a frame of more than 64 MB',
      [0x81, 0xff, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, 0],
      1009,
      /larger than 64 MB/,
    ],
    ['a compressed frame that was not agreed', [0xc1, 0x80, 0, 0, 0, 0], 1002, /RSV1/],
    ['an unmasked frame', [0x81, 0x01, 0x41], 1002, /unmasked/],
    ['an invented opcode', [0x83, 0x80, 0, 0, 0, 0], 1002, /kind that does not exist/],
  ])('for %s says so and keeps its bytes', async (_name, bytes, code, words) => {
    const socket = await upgraded();
    socket.write(Buffer.from(bytes));
    const record = await disconnect();
    expect(JSON.parse(String(record.raw))).toMatchObject({
      code,
      by: 'kerbside',
      reason: expect.stringMatching(words),
    });
    const broken = await core.recorder.find(({ kind }) => kind === 'malformed');
    expect(broken.issues).toMatchObject([
      { code: 'websocket-protocol', message: expect.stringMatching(words) },
    ]);
    expect(broken.raw).toEqual(Buffer.from(bytes));
    socket.destroy();
  });

  it('fragments are put together', async () => {
    const raw = await station();
    raw.socket.send('[2,"1","Heart', { fin: false });
    raw.socket.send('beat",{}]', { fin: true });
    expect(await raw.nextFrame()).toMatchObject([3, '1', {}]);
  });

  it('a ping is answered', async () => {
    const raw = await station();
    const pong = once(raw.socket, 'pong');
    raw.socket.ping('x');
    expect(String((await pong)[0])).toBe('x');
  });
});

describe('the state of a station', () => {
  it('is told to listeners and saved', async () => {
    const raw = await station();
    await raw.ask('BootNotification', { ...BOOT, firmwareVersion: '1.8.3' });
    const told = await core.station(({ bootCount }) => bootCount === 1);
    expect(told).toMatchObject({
      id: 'CP1',
      version: '1.6',
      connected: true,
      remoteAddress: '127.0.0.1',
      vendor: 'Example',
      firmwareVersion: '1.8.3',
      heartbeatIntervalS: 300,
    });
    expect(told.lastReceivedAt).toBeGreaterThan(0);
    await core.close();
    expect(core.saved.get('CP1')).toMatchObject({ vendor: 'Example', connected: false });
  });

  it('is kept by StartTransaction and its answer', async () => {
    const raw = await station();
    const { transactionId } = await raw.ask('StartTransaction', {
      connectorId: 1,
      idTag: 'A',
      meterStart: 0,
      timestamp: new Date().toISOString(),
    });
    const { connectors } = await core.station((one) => one.connectors.length === 1);
    expect(connectors[0]?.transactionId).toBe(String(transactionId));
  });
});

/** A WebSocket of which the test writes the bytes. */
async function upgraded(): Promise<Socket> {
  const socket = connect(core.port, '127.0.0.1');
  // The central system ends these connections; how is what the test looks at.
  socket.on('error', () => undefined);
  socket.write(
    'GET /CP1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ocpp1.6\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  await once(socket, 'data');
  return socket;
}
