import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../../../electron/core/trace/export/exportTrace.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import { committed, newRecord, openTrace, temporaryFolder } from '../sessions.ts';
import { LONG_TEXT, richVisit } from './richVisit.ts';
import { HAS_TSHARK, tshark, TSHARK_NOTE } from './tshark.ts';

async function captureOf(trace: Trace, options: ExportOptions = {}): Promise<string> {
  const path = join(temporaryFolder(), 'visit.pcapng');
  writeFileSync(path, await buffer(trace.export('pcapng', { productVersion: '1.2.3', ...options })));
  return path;
}

it('is the same file for the same records', async () => {
  const trace = await richVisit();
  const [one, other] = [await buffer(trace.export('pcapng')), await buffer(trace.export('pcapng'))];
  expect(one.equals(other)).toBe(true);
});

it('counts what has no place among packets', async () => {
  const trace = await richVisit();
  let result = {};
  await captureOf(trace, { onEnd: (end) => (result = end) });
  expect(result).toEqual({ records: 22, leftOut: 4 });
});

describe.skipIf(!HAS_TSHARK)(`read by Wireshark${TSHARK_NOTE}`, () => {
  it('every frame is text over WebSocket, and JSON where it is JSON', async () => {
    const path = await captureOf(await richVisit());
    const frames = tshark(path, 'websocket.opcode == 1', ['websocket.payload.text', 'frame.protocols']);
    // The line of a field ends at a NUL, and line breaks are shown as escapes.
    expect(frames.map(([text]) => text)).toEqual([
      '[2,"m1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]',
      '[2,"m1","Heartbeat",{}]',
      '[3,"m1",{"status":"Accepted","currentTime":"2026-11-21T10:00:00Z","interval":300}]',
      '[3,"m1",{"currentTime":"2026-11-21T10:00:00Z"}]',
      '[5,"m1","FormatViolation","no",{}]',
      '[6,"n1","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-11-21T10:00:00Z","data":[]}]',
      LONG_TEXT,
      '[4,"long","NotSupported","",{}]',
      '=HYPERLINK("http://example.org")',
      String.raw`[2,"p1","Heartbeat",\r\n  {}\n]`,
      `[2,"'=1","Heartbeat",{"big":9223372036854775807}]`,
    ]);
    for (const [, protocols] of frames) expect(protocols).toMatch(/:http:websocket:json/);
    expect(tshark(path, 'websocket.opcode == 2', ['websocket.opcode'])).toHaveLength(1);
    expect(tshark(path, 'websocket.opcode == 8', ['websocket.payload.close.status_code'])).toEqual([
      ['1001'],
      ['1001'],
    ]);
  });

  it('SOAP is HTTP with XML, each answer with its request', async () => {
    const path = await captureOf(await richVisit());
    expect(
      tshark(path, 'http.request.method == POST', [
        'http.request.uri',
        'http.content_length',
        'frame.protocols',
      ]),
    ).toEqual([
      ['/CentralSystemService', '512', expect.stringMatching(/:http:xml$/)],
      ['/', '431', expect.stringMatching(/:http:xml$/)],
    ]);
    expect(tshark(path, 'http.response.code != 101', ['http.response.code', 'http.time'])).toEqual([
      ['200', '0.500000000'],
      ['500', '0.500000000'],
    ]);
  });

  it('the handshake is agreed: path, subprotocol, accepted key', async () => {
    const path = await captureOf(await richVisit());
    expect(
      tshark(path, 'http.request.method == GET', [
        'http.request.uri',
        'http.sec_websocket_protocol',
        'ip.src',
        'ipv6.src',
      ]),
    ).toEqual([
      ['/ocpp/CP-1', 'ocpp1.6', '192.168.7.20', ''],
      ['/CP%202%2F%C3%BC', 'ocpp2.1', '', 'fd00::12'],
    ]);
  });

  it('nothing is wrong with it: checksums, sequence numbers, malformed packets', async () => {
    const path = await captureOf(await richVisit());
    const filters = [
      'tcp.checksum.status == 0',
      'ip.checksum.status == 0',
      'tcp.analysis.flags',
      '_ws.malformed',
      'frame.len > 1514',
    ];
    for (const filter of filters)
      expect([filter, tshark(path, filter, ['frame.number'])]).toEqual([filter, []]);
    expect(tshark(path, 'tcp.checksum.status == 1', ['frame.number']).length).toBeGreaterThan(100);
  });

  it('issues and notes are comments on packets', async () => {
    const path = await captureOf(await richVisit());
    expect(
      tshark(path, 'frame.comment', ['frame.comment', 'websocket.payload.text']).map(([comment]) => comment),
    ).toEqual([
      String.raw`The plug was out, "really".\nSecond line`,
      'Kerbside: warning late: Late, "quoted".',
      'Kerbside: error frame-not-json: No JSON.',
      "'- a note about everything",
    ]);
  });

  it('begins a connection where its beginning is not in the export, and each connect another one', async () => {
    const trace = openTrace();
    trace.store.append(newRecord());
    trace.store.append(newRecord({ kind: 'connect', raw: '{"remoteAddress":"127.0.0.1"}' }));
    trace.store.append(newRecord({ raw: '[2,"2","Heartbeat",{}]' }));
    for (let n = 0; n < 600; n += 1)
      trace.store.append(newRecord({ stationId: `S${n}`, raw: `[2,"s${n}","Heartbeat",{}]` }));
    await committed(trace.store);
    const path = await captureOf(trace);
    expect(tshark(path, 'websocket', ['tcp.stream', 'websocket.payload.text'])).toHaveLength(602);
    expect(new Set(tshark(path, 'http.request', ['tcp.stream']).flat()).size).toBe(602);
    const addresses = new Set(
      tshark(path, 'http.request', ['ip.src', 'ipv6.src']).map((cells) => cells.join('')),
    );
    expect(addresses.size).toBe(601);
    expect([...addresses].every((address) => /^(198\.51\.100\.|203\.0\.113\.|2001:db8:)/.test(address))).toBe(
      true,
    );
    expect(tshark(path, 'tcp.analysis.flags || tcp.checksum.status == 0', ['frame.number'])).toEqual([]);
  });
});
