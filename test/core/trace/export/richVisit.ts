import type { NewRecord } from '../../../../electron/core/trace/store/newRecord.ts';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import { committed, newRecord, openTrace } from '../sessions.ts';

const START = Date.parse('2026-11-21T10:00:00Z');

const envelope = (body: string, head: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:cs="urn://Ocpp/Cs/2015/10/"><s:Header><cs:chargeBoxIdentity>SOAP-1</cs:chargeBoxIdentity>${head}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

export const SOAP_BOOT = envelope(
  '<cs:bootNotificationRequest><cs:chargePointVendor>Größe &amp; Co</cs:chargePointVendor><cs:chargePointModel>M</cs:chargePointModel></cs:bootNotificationRequest>',
  '<a:Action>/BootNotification</a:Action><a:MessageID>u1</a:MessageID>',
);
const SOAP_BOOTED = envelope(
  '<cs:bootNotificationResponse><cs:status>Accepted</cs:status><cs:currentTime>2026-11-21T10:00:00Z</cs:currentTime><cs:heartbeatInterval>60</cs:heartbeatInterval></cs:bootNotificationResponse>',
  '<a:Action>/BootNotificationResponse</a:Action><a:MessageID>u2</a:MessageID><a:RelatesTo>u1</a:RelatesTo>',
);
const SOAP_RESET = envelope(
  '<cp:resetRequest xmlns:cp="urn://Ocpp/Cp/2015/10/"><cp:type>Soft</cp:type></cp:resetRequest>',
  '<a:Action>/Reset</a:Action><a:MessageID>u3</a:MessageID>',
);
const SOAP_FAULT = envelope(
  '<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>cs:NotSupported</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">No reset here</s:Text></s:Reason></s:Fault>',
  '<a:Action>/ResetResponse</a:Action><a:MessageID>u4</a:MessageID><a:RelatesTo>u3</a:RelatesTo>',
);

export const LONG_TEXT = `[2,"long","DataTransfer",{"vendorId":"v","data":"${'ä'.repeat(60_000)}"}]`;
export const PRETTY_TEXT = '[2,"p1","Heartbeat",\r\n  {}\n]';

type Short = Partial<NewRecord> & { raw: string | Uint8Array };

const a = (record: Short): Short => ({ stationId: 'CP-1', version: '1.6', ...record });
const b = (record: Short): Short => ({ stationId: 'CP 2/ü', version: '2.1', ...record });
const s = (record: Short): Short => ({ stationId: 'SOAP-1', version: '1.6', transport: 'soap', ...record });

/** Everything that a trace may hold, of three stations whose conversations run into one another. */
const RECORDS: readonly Short[] = [
  a({
    kind: 'connect',
    raw: '{"remoteAddress":"::ffff:192.168.7.20","subprotocol":"ocpp1.6","path":"/ocpp/CP-1"}',
  }),
  b({
    kind: 'connect',
    raw: '{"remoteAddress":"fd00::12","subprotocol":"ocpp2.1","path":"/CP%202%2F%C3%BC"}',
  }),
  s({ kind: 'connect', raw: '{"remoteAddress":"192.168.7.33","path":"/CentralSystemService"}' }),
  a({
    kind: 'call',
    action: 'BootNotification',
    messageId: 'm1',
    raw: '[2,"m1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]',
  }),
  b({ kind: 'call', action: 'Heartbeat', messageId: 'm1', raw: '[2,"m1","Heartbeat",{}]' }),
  s({
    kind: 'call',
    action: 'BootNotification',
    messageId: 'u1',
    raw: SOAP_BOOT,
    payload: '{"chargePointVendor":"Größe & Co","chargePointModel":"M"}',
  }),
  a({
    kind: 'result',
    direction: 'out',
    messageId: 'm1',
    raw: '[3,"m1",{"status":"Accepted","currentTime":"2026-11-21T10:00:00Z","interval":300}]',
  }),
  s({
    kind: 'result',
    direction: 'out',
    messageId: 'u1',
    raw: SOAP_BOOTED,
    payload: '{"status":"Accepted"}',
  }),
  b({
    kind: 'result',
    direction: 'out',
    messageId: 'm1',
    raw: '[3,"m1",{"currentTime":"2026-11-21T10:00:00Z"}]',
  }),
  b({ kind: 'resultError', messageId: 'm1', raw: '[5,"m1","FormatViolation","no",{}]' }),
  b({
    kind: 'send',
    action: 'NotifyPeriodicEventStream',
    messageId: 'n1',
    raw: '[6,"n1","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-11-21T10:00:00Z","data":[]}]',
  }),
  a({ kind: 'call', action: 'DataTransfer', messageId: 'long', raw: LONG_TEXT }),
  s({
    kind: 'call',
    direction: 'out',
    action: 'Reset',
    messageId: 'u3',
    raw: SOAP_RESET,
    payload: '{"type":"Soft"}',
  }),
  { kind: 'note', stationId: 'CP-1', aboutSeq: 12, raw: 'The plug was out, "really".\nSecond line' },
  s({
    kind: 'error',
    messageId: 'u3',
    raw: SOAP_FAULT,
    payload: '{"code":"NotSupported","description":"No reset here"}',
  }),
  a({
    kind: 'error',
    direction: 'out',
    messageId: 'long',
    raw: '[4,"long","NotSupported","",{}]',
    issues: [{ severity: 'warning', code: 'late', message: 'Late, "quoted".' }],
  }),
  a({ kind: 'malformed', raw: Uint8Array.of(0, 255, 13, 10, 34) }),
  a({
    kind: 'malformed',
    raw: '=HYPERLINK("http://example.org")\u0000 Größe',
    issues: [
      { severity: 'error', code: 'frame-not-json', message: 'No JSON.', path: '/0', clause: 'OCPP 1.6J §4' },
    ],
  }),
  a({ kind: 'call', action: 'Heartbeat', messageId: 'p1', raw: PRETTY_TEXT }),
  { kind: 'serial', stationId: 'CP-1', raw: Uint8Array.of(1, 3, 0, 0) },
  { kind: 'transfer', stationId: 'CP-1', raw: 'GET /firmware.bin' },
  { kind: 'note', stationId: '', raw: "'- a note about everything" },
  a({
    kind: 'call',
    action: 'Heartbeat',
    messageId: "'=1",
    raw: '[2,"\'=1","Heartbeat",{"big":9223372036854775807}]',
  }),
  a({ kind: 'disconnect', raw: '{"code":1001,"reason":"going away","by":"station"}' }),
  b({ kind: 'disconnect', raw: '{"code":1006,"reason":"","by":"network"}' }),
  s({ kind: 'disconnect', raw: '{"by":"network","reason":"nothing was heard"}' }),
];

export const RICH_COUNT = RECORDS.length;

export async function richVisit(path?: string): Promise<Trace> {
  const trace = openTrace(path);
  RECORDS.forEach((record, index) => {
    const { raw, ...rest } = record;
    const { action: _, messageId: __, version: ___, ...bare } = newRecord();
    trace.store.append({ ...bare, ...rest, raw, at: START + index * 250 });
  });
  await committed(trace.store);
  return trace;
}
