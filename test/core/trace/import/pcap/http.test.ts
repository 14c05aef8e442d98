import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { call, framesOf, Line, notesOf, pcap, rawsOf, read } from './captures.ts';

const envelope = (body: string, head = '', namespace = 'urn://Ocpp/Cs/2012/06/'): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:o="${namespace}"><s:Header><o:chargeBoxIdentity>SOAP-1</o:chargeBoxIdentity>${head}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
const BEAT = envelope('<o:heartbeatRequest/>', '<a:MessageID>u1</a:MessageID>');
const BEATEN = envelope('<o:heartbeatResponse/>', '<a:RelatesTo>u1</a:RelatesTo>').replace(
  /<o:charge.*?Identity>.*?<\/o:charge.*?Identity>/,
  '',
);
const RESET = envelope('<o:resetRequest/>', '', 'urn://Ocpp/Cp/2015/10/');

const post = (body: string | Buffer, extra = ''): Buffer =>
  withBody('POST /cs HTTP/1.1\r\nHost: x', body, extra);
const ok = (body: string | Buffer, extra = ''): Buffer => withBody('HTTP/1.1 200 OK', body, extra);

function withBody(start: string, body: string | Buffer, extra: string): Buffer {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([
    Buffer.from(
      `${start}\r\nContent-Type: application/soap+xml\r\n${extra}Content-Length: ${bytes.length}\r\n\r\n`,
    ),
    bytes,
  ]);
}

function chunked(start: string, body: string): string {
  const parts = body.match(/.{1,50}/gs) ?? [];
  const chunks = parts.map((part) => `${Buffer.byteLength(part).toString(16)};x=1\r\n${part}\r\n`).join('');
  return `${start}\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\nTrailer: 1\r\n\r\n`;
}

describe('SOAP', () => {
  it('of a station: its call and our answer, by the connection they came over', () => {
    const line = new Line()
      .open()
      .say('client', post(BEAT))
      .say('server', ok(BEATEN))
      .say('client', post(BEAT))
      .say('server', ok(BEATEN))
      .fin();
    const items = read(pcap(line.packets));
    expect(rawsOf(items)).toEqual([BEAT, BEATEN, BEAT, BEATEN]);
    expect(items[0]).toMatchObject({
      transport: 'soap',
      direction: 'in',
      stationId: 'SOAP-1',
      version: '1.5',
      known: { messageId: 'u1' },
    });
    expect(items[1]).toMatchObject({
      transport: 'soap',
      direction: 'out',
      stationId: 'SOAP-1',
      version: '1.5',
      known: { messageId: 'u1' },
    });
  });

  it('of the central system goes the other way, and is paired without any message id', () => {
    const fault = envelope('<s:Fault/>').replace('SOAP-1', 'other');
    const line = new Line()
      .open()
      .say('client', post(RESET))
      .say('server', withBody('HTTP/1.1 500 Internal Server Error', fault, ''));
    const [question, answer] = framesOf(read(pcap(line.packets)));
    expect(question).toMatchObject({ direction: 'out', version: '1.6', known: { messageId: 'http-4' } });
    expect(answer).toMatchObject({
      direction: 'in',
      stationId: 'SOAP-1',
      raw: fault,
      known: { messageId: 'http-4' },
    });
  });

  it.each([1, 7, 40, 5000])('in chunks, in segments of %i bytes', (size) => {
    const line = new Line().open();
    const [asked, answered] = [
      Buffer.from(chunked('POST / HTTP/1.1', BEAT)),
      Buffer.from(chunked('HTTP/1.1 200 OK', BEATEN)),
    ];
    for (let at = 0; at < asked.length; at += size) line.say('client', asked.subarray(at, at + size));
    for (let at = 0; at < answered.length; at += size) line.say('server', answered.subarray(at, at + size));
    expect(rawsOf(read(pcap(line.packets)))).toEqual([BEAT, BEATEN]);
  });

  it('with 100 Continue, gzip, and an answer that goes on to the end', () => {
    const line = new Line().open();
    line.say(
      'client',
      `POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Encoding: gzip\r\nContent-Length: ${gzipSync(BEAT).length}\r\n\r\n`,
    );
    line.say('server', 'HTTP/1.1 100 Continue\r\n\r\n').say('client', gzipSync(BEAT));
    line.say('server', 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n').say('server', BEATEN).fin();
    const items = read(pcap(line.packets));
    expect(rawsOf(items)).toEqual([BEAT, BEATEN]);
    expect(items[1]).toMatchObject({ known: { messageId: 'u1' } });
  });

  it('two requests before the first answer', () => {
    const other = BEAT.replace('u1', 'u2');
    const line = new Line()
      .open()
      .say('client', Buffer.concat([post(BEAT), post(other)]))
      .say('server', Buffer.concat([ok(BEATEN), ok(BEATEN)]));
    expect(framesOf(read(pcap(line.packets))).map(({ known }) => known?.messageId)).toEqual([
      'u1',
      'u2',
      'u1',
      'u2',
    ]);
  });

  it('whose beginning is not in the capture', () => {
    const line = new Line()
      .open()
      .say('client', post(BEAT))
      .say('server', ok(BEATEN))
      .say('client', post(BEAT))
      .say('server', ok(BEATEN));
    const [, , , first, ...rest] = line.packets;
    if (first === undefined) throw new Error('there is a request');
    // The first request lacks its head; its answer follows nothing.
    const items = read(pcap(rest.slice(1)));
    expect(rawsOf(items)).toEqual([BEAT, BEATEN]);
    expect(rawsOf(read(pcap(rest)))).toEqual([BEATEN, BEAT, BEATEN]);
  });

  it('with a missing part is kept as far as it came, and that is said', () => {
    const bytes = post(BEAT);
    const line = new Line()
      .open()
      .say('client', bytes.subarray(0, 200))
      .lose('client', bytes.subarray(200, 260))
      .say('client', bytes.subarray(260))
      .say('server', ok(BEATEN));
    const items = read(pcap(line.packets));
    expect(framesOf(items)).toHaveLength(2);
    expect(notesOf(items)).toEqual([
      '60 bytes of an HTTP exchange are missing in the capture.',
      'A part of this SOAP message is not in the capture.',
    ]);
  });
});

describe('what is no OCPP', () => {
  it('is passed over: web pages, other protocols', () => {
    const web = new Line({ port: 1 })
      .open()
      .say('client', 'GET / HTTP/1.1\r\n\r\n')
      .say('server', ok('<html>', 'X: 1\r\n'))
      .fin();
    const ssh = new Line({ port: 2 })
      .open()
      .say('server', 'SSH-2.0-OpenSSH\r\n')
      .say('client', 'SSH-2.0-x\r\n')
      .fin();
    const quiet = new Line({ port: 3 }).open().fin();
    const items = read(pcap([...web.packets, ...ssh.packets, ...quiet.packets]));
    expect(items).toHaveLength(1);
    expect(notesOf(items)).toEqual([
      'Passed over, since it is no OCPP: HTTP requests: 1, connections that are neither WebSocket nor SOAP: 1.',
    ]);
  });

  it('TLS is told once for each server', () => {
    const hello = Buffer.from('16030100050100000103', 'hex');
    const packets = [1, 2, 3].flatMap(
      (port) => new Line({ port }).open().say('client', hello).say('server', hello).fin().packets,
    );
    const midway = new Line({ port: 4 })
      .open()
      .say('server', Buffer.from('1703030001ff', 'hex'))
      .packets.slice(3);
    const notes = notesOf(read(pcap([...packets, ...midway])));
    expect(notes).toHaveLength(3);
    expect(notes[0]).toMatch(
      /^The connection from 10\.0\.0\.7 to 10\.0\.0\.1:8887 is encrypted with TLS: .*without its keys/,
    );
    expect(notes.some((note) => note.startsWith('3 connections to 10.0.0.1:8887 were encrypted'))).toBe(true);
  });

  it('does not keep OCPP in other connections from being read', () => {
    const line = new Line({ port: 9 }).open().upgrade().text('client', call(1));
    const noise = new Line({ port: 8 }).open().say('client', Buffer.alloc(1400, 0xaa)).packets;
    expect(rawsOf(read(pcap([...noise, ...line.packets])))).toEqual([call(1)]);
  });
});
