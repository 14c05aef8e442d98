import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { RawStation } from '../rawStation.ts';
import { startTestCore, type TestCore } from '../testCore.ts';
import { curl } from './curl.ts';
import { connectStation, envelope, header, HEARTBEAT, post } from './envelopes.ts';

let core: TestCore;
let sockets: Socket[];
beforeEach(async () => {
  core = await startTestCore({}, { soapBodyMs: 300 });
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await core.close();
});

async function open(): Promise<Socket> {
  const socket = connect(core.port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function talk(socket: Socket, text: string): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(text);
  // Being cut off in the middle of writing is what some of the tests are about.
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('utf8');
}

const HEAD = 'POST /x HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\n';
const BOMB = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]><lolz>&lol9;</lolz>`;

async function faultOf(text: string, type = 'application/soap+xml') {
  const { status, body } = await curl(`http://127.0.0.1:${core.port}/x`, text, [`Content-Type: ${type}`]);
  const read = readEnvelope(body);
  if (!read.ok) throw new Error(`${status} ${body}`);
  return { status, ...read.envelope.fault };
}

describe('what is no OCPP gets a fault, a line in the trace and a sentence', () => {
  it.each([
    ['malformed XML', '<a><b></a>', 'xml-malformed'],
    ['an entity bomb', BOMB, 'xml-dtd'],
    [
      'a reference to a file',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
      'xml-dtd',
    ],
    ['nesting without end', '<a>'.repeat(50_000), 'xml-too-deep'],
    ['XML that is no envelope', '<methodCall/>', 'soap-no-envelope'],
    ['nothing', '', 'xml-malformed'],
  ])('%s', async (_name, text, code) => {
    expect(await faultOf(text)).toMatchObject({
      status: 400,
      code: 'ProtocolError',
      description: expect.any(String),
    });
    expect(core.recorder.records).toMatchObject([
      { kind: 'malformed', transport: 'soap', raw: text, stationId: 'unnamed-127.0.0.1', issues: [{ code }] },
    ]);
    expect(core.attempts.list()).toMatchObject([
      { ok: false, code, stage: 'http', remedy: expect.any(String) },
    ]);
    expect(core.central.list()).toEqual([]);
    expect(core.log).toEqual([]);
  });

  it('the fault of SOAP 1.1 where the request was of that', async () => {
    expect(await faultOf('<a>', 'text/xml')).toMatchObject({ status: 500, code: 'ProtocolError' });
  });

  it('a foreign service', async () => {
    const text = envelope({
      body: '<GetDeviceInformation xmlns="http://www.onvif.org/ver10/device/wsdl"/>',
    }).replace(/ xmlns:o='[^']*'/, '');
    expect(await faultOf(text)).toMatchObject({ status: 500, code: 'NotSupported' });
    expect(core.attempts.list()).toMatchObject([
      { ok: false, code: 'soap-foreign', sentence: expect.stringContaining('GetDeviceInformation') },
    ]);
    expect(core.central.list()).toEqual([]);
  });

  it('an operation that OCPP does not have', async () => {
    const text = envelope({
      header: header({ messageId: 'm', action: '/Dance' }),
      body: '<o:danceRequest/>',
    });
    expect(await faultOf(text)).toMatchObject({ status: 500, code: 'NotSupported' });
    const call = core.recorder.records.find(({ kind }) => kind === 'call');
    expect(call).toMatchObject({
      action: 'Dance',
      issues: expect.arrayContaining([expect.objectContaining({ code: 'action-unknown' })]),
    });
    expect(core.recorder.records.at(-1)).toMatchObject({ kind: 'error', pairSeq: call?.seq });
  });

  it('an identity that nobody can type', async () => {
    const text = envelope({ header: header({ id: 'x'.repeat(1001) }), body: HEARTBEAT });
    expect(await faultOf(text)).toMatchObject({ status: 400, code: 'IdentityMismatch' });
    expect(core.attempts.list()).toMatchObject([{ ok: false, code: 'identity-unusable' }]);
  });

  it('an answer that nobody asked for', async () => {
    await connectStation(core.port, undefined);
    const text = envelope({
      header: header({ more: '<a:RelatesTo>q</a:RelatesTo>' }),
      body: '<o:resetResponse/>',
    });
    expect(await faultOf(text)).toMatchObject({ status: 400, code: 'ProtocolError' });
    expect(core.recorder.codesOf(core.recorder.records.at(-1) ?? never())).toContain('answer-to-nothing');
  });
});

describe('content types', () => {
  const text = envelope({
    header: header({ messageId: 'm', action: '/Heartbeat', from: 'http://127.0.0.1/' }),
    body: HEARTBEAT,
  });

  it.each([
    ['text/plain', ['soap-content-type']],
    ['application/x-www-form-urlencoded', ['soap-content-type']],
    ['application/xml', []],
    ['text/xml; charset=utf-8', []],
  ])('%s is read where the body is XML', async (type, codes) => {
    const { status } = await curl(`http://127.0.0.1:${core.port}/`, text, [`Content-Type: ${type}`]);
    expect(status).toBe(200);
    expect(core.recorder.codesOf(await core.recorder.find(({ kind }) => kind === 'call'))).toEqual(codes);
  });

  it('a form is no SOAP', async () => {
    const { status } = await curl(`http://127.0.0.1:${core.port}/`, 'a=1&b=2');
    expect(status).toBe(405);
    expect(core.attempts.list()).toMatchObject([{ code: 'method' }]);
  });

  it('other encodings are decoded, and the bytes kept', async () => {
    const latin = envelope({
      header: header({ messageId: 'm' }),
      body: '<o:authorizeRequest><o:idTag>Grün</o:idTag></o:authorizeRequest>',
    });
    const body = Buffer.from(latin, 'latin1');
    const response = await fetch(`http://127.0.0.1:${core.port}/`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=iso-8859-1' },
      body,
    });
    expect(response.status).toBe(200);
    const call = await core.recorder.find(({ kind }) => kind === 'call');
    expect(call).toMatchObject({ payload: '{"idTag":"Grün"}', raw: body });
    expect(core.recorder.codesOf(call)).toContain('frame-not-utf8');
  });
});

describe('bodies without end', () => {
  it('are refused by their length alone', async () => {
    const answer = await talk(await open(), `${HEAD}Content-Length: 99999999999\r\n\r\n<a>`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(core.attempts.list()).toMatchObject([{ ok: false, code: 'soap-too-large' }]);
  });

  it('are cut off where they had no length', async () => {
    const socket = await open();
    const answer = talk(socket, `${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const more = (): void => {
      while (!socket.destroyed && socket.write(chunk));
      if (!socket.destroyed) socket.once('drain', more);
    };
    more();
    await answer;
    expect(core.attempts.list()).toMatchObject([{ ok: false, code: 'soap-too-large' }]);
    expect(core.recorder.records).toEqual([]);
  });

  it('that come too slowly are given up', async () => {
    const answer = await talk(await open(), `${HEAD}Content-Length: 100\r\n\r\n<a>`);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(core.attempts.list()).toMatchObject([{ ok: false, code: 'soap-too-slow' }]);
  });

  it('that are cut off are told', async () => {
    const socket = await open();
    socket.write(`${HEAD}Content-Length: 100\r\n\r\n<a>`);
    socket.end();
    expect(await core.attempt(() => true)).toMatchObject({
      ok: false,
      code: expect.stringMatching(/soap-cut|http-malformed/),
    });
  });

  it('a thousand slow ones at once do not disturb the stations', async () => {
    const station = await RawStation.connect(`${core.url}/JSON1`);
    const all = await Promise.all(Array.from({ length: 1000 }, open));
    const closed = all.map((socket) => once(socket.resume(), 'close'));
    for (const socket of all) socket.write(`${HEAD}Content-Length: 1000\r\n\r\n<a>`);
    expect(await station.ask('Heartbeat', {})).toMatchObject({ currentTime: expect.any(String) });
    const answer = await post(core.port, envelope({ header: header({ messageId: 'm' }), body: HEARTBEAT }));
    expect(answer.status).toBe(200);
    await Promise.all(closed);
    station.socket.close();
  });
});

function never(): never {
  throw new Error('no record');
}
