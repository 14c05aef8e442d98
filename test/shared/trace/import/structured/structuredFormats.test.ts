import { describe, expect, it } from 'vitest';
import { bareFramesFormat } from '../../../../../shared/trace/import/structured/bareFramesFormat.ts';
import { csvFormat } from '../../../../../shared/trace/import/structured/csvFormat.ts';
import { harFormat } from '../../../../../shared/trace/import/structured/harFormat.ts';
import { jsonArrayFormat } from '../../../../../shared/trace/import/structured/jsonArrayFormat.ts';
import { jsonLinesFormat } from '../../../../../shared/trace/import/structured/jsonLinesFormat.ts';
import { openOcppTraceFormat } from '../../../../../shared/trace/import/structured/openOcppTraceFormat.ts';
import { STRUCTURED_FORMATS } from '../../../../../shared/trace/import/structured/structuredFormats.ts';
import { framesOf, readPieces } from './readPieces.ts';

const BOOT = '[2, "a1", "BootNotification", {"chargePointVendor": "V", "n": 9223372036854775807}]';
const ANSWER = '[3,"a1",{"currentTime":"2026-08-01T08:00:00Z","interval":300,"status":"Accepted"}]';

function best(text: string): string | undefined {
  const scored = STRUCTURED_FORMATS.map((format) => ({ id: format.id, score: format.score(text) }));
  return scored.toSorted((a, b) => b.score - a.score).find(({ score }) => score > 0)?.id;
}

describe('Open OCPP Trace', () => {
  it('without raw, the frame is put together with the digits of the file', () => {
    const line =
      '{"schemaVersion":"1.1","timestamp":"2026-06-01T09:00:00.000Z","ocppVersion":"1.6","transport":"json","chargePointId":"A","direction":"cp-to-csms","messageType":"CALL","messageId":"m1","action":"StopTransaction","payload":{"transactionId": 9223372036854775807}}';
    expect(readPieces(openOcppTraceFormat, line)).toEqual([
      {
        type: 'frame',
        line: 1,
        raw: '[2,"m1","StopTransaction",{"transactionId": 9223372036854775807}]',
        time: { at: Date.UTC(2026, 5, 1, 9), clock: 'explicit' },
        stationId: 'A',
        direction: 'in',
        version: '1.6',
      },
    ]);
  });

  it('errors become frames with their details, and what is cut off stays', () => {
    const error =
      '{"schemaVersion":"1.0","timestamp":"2026-06-01T11:00:00+02:00","transport":"json","direction":"csms-to-cp","messageType":"CALLERROR","messageId":"m1","error":{"code":"NotSupported","description":"no","details":{"x":1}}}';
    const cut = '{"schemaVersion":"1.1","messageType":"CALL","raw":"[2,\\"m2\\",\\"Heartb';
    const items = readPieces(openOcppTraceFormat, `${error}\n${cut}`);
    expect(framesOf(items).map(({ raw, line, direction }) => [line, raw, direction])).toEqual([
      [1, '[4,"m1","NotSupported","no",{"x":1}]', 'out'],
      [2, '[2,"m2","Heartb', undefined],
    ]);
    expect(items[0]?.time?.at).toBe(Date.UTC(2026, 5, 1, 9));
  });
});

describe('frames and objects', () => {
  it('bare frames keep their text, whatever ends the lines', () => {
    const items = readPieces(
      bareFramesFormat,
      `${BOOT}\r\n\r\n${ANSWER}\r[2,"b","Heartbeat",{"a":"\u2028"}]\n[2,"c","He`,
    );
    expect(framesOf(items).map(({ raw }) => raw)).toEqual([
      BOOT,
      ANSWER,
      '[2,"b","Heartbeat",{"a":"\u2028"}]',
      '[2,"c","He',
    ]);
    expect(items.map(({ line }) => line)).toEqual([1, 3, 4, 5]);
  });

  it('an object on a line holds the frame as array, as text, or behind a word', () => {
    const lines = [
      `{"time":1785571200123,"dir":"incoming","station":"S1","frame":${BOOT}}`,
      `{"timestamp":"2026-08-01T08:00:00.2Z","level":"info","type":"WebSocket","message":"Sent: ${ANSWER.replaceAll('"', '\\"')}","cpId":"S1"}`,
      '{"level":"info","message":"connected"}',
    ].join('\n');
    const items = readPieces(jsonLinesFormat, lines);
    expect(items).toEqual([
      {
        type: 'frame',
        line: 1,
        raw: BOOT,
        time: { at: 1_785_571_200_123, clock: 'explicit' },
        stationId: 'S1',
        word: 'received',
      },
      {
        type: 'frame',
        line: 2,
        raw: ANSWER,
        time: { at: Date.UTC(2026, 7, 1, 8, 0, 0, 200), clock: 'explicit' },
        stationId: 'S1',
        word: 'sent',
      },
      { type: 'note', line: 3, text: '{"level":"info","message":"connected"}' },
    ]);
    expect(best(lines)).toBe('jsonl-objects');
  });

  it('an array is read element by element, pretty-printed and cut before its end', () => {
    const array = `[\n  {\n    "at": "2026-08-01 08:00:00",\n    "direction": "CP->CS",\n    "message": ${BOOT}\n  },\n  {"direction": "CS->CP", "message": ${JSON.stringify(ANSWER)}},\n  {"direction": "CP->CS", "message": [2,"z","Heart`;
    const frames = framesOf(readPieces(jsonArrayFormat, array));
    expect(frames.map(({ raw, direction, line }) => [line, direction, raw])).toEqual([
      [2, 'in', BOOT],
      [7, 'out', ANSWER],
      [8, undefined, '[2,"z","Heart'],
    ]);
    expect(frames[0]?.time).toEqual({ at: Date.UTC(2026, 7, 1, 8), clock: 'local' });
    expect(best(array)).toBe('json-array');
  });
});

describe('HAR', () => {
  const entry = (messages: string): string =>
    `{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-06-02T08:59:00.000Z","request":{"method":"GET","url":"http://10.0.0.1/"},"response":{"status":200,"content":{"text":"<p>[2,\\"a\\",\\"b\\",{}]</p>"}}},{"_webSocketMessages":[${messages}],"request":{"url":"wss://csms.example/ocpp/LAD%2F07?x=1","headers":[]},"response":{"headers":[{"name":"Sec-WebSocket-Protocol","value":"ocpp1.6"}]}}]}}`;

  it('messages get the station and version of their connection, though these stand behind them', () => {
    const text = entry(
      `{"type":"send","time":1780390800.5,"opcode":1,"data":${JSON.stringify(BOOT)}},{"type":"receive","time":1780390801,"opcode":2,"data":"AAEC"}`,
    );
    const items = readPieces(harFormat, text);
    expect(framesOf(items)).toEqual([
      {
        type: 'frame',
        line: 1,
        raw: BOOT,
        time: { at: 1_780_390_800_500, clock: 'explicit' },
        direction: 'in',
        stationId: 'LAD/07',
        version: '1.6',
      },
    ]);
    expect(items.filter(({ type }) => type === 'note')).toHaveLength(2);
    expect(best(text)).toBe('har');
  });

  it('an exchange of SOAP is two frames', () => {
    const envelope = '<s:Envelope xmlns:s=\\"http://www.w3.org/2003/05/soap-envelope\\"/>';
    const text = `{"log":{"entries":[{"startedDateTime":"2026-06-02T09:00:00.000Z","time":12,"request":{"method":"POST","url":"http://c/","postData":{"text":"${envelope}"}},"response":{"status":200,"content":{"text":"${envelope}"}}}]}}`;
    const frames = framesOf(readPieces(harFormat, text));
    expect(frames.map(({ transport, time }) => [transport, time?.at])).toEqual([
      ['soap', Date.UTC(2026, 5, 2, 9)],
      ['soap', Date.UTC(2026, 5, 2, 9, 0, 0, 12)],
    ]);
  });
});

describe('CSV', () => {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  it('an analytics program: frame in quotes, id of the station, no direction', () => {
    const text = `timestamp,id,action,msg\n2026-08-01T08:00:00.000Z,LAD-09A,BootNotification,${quoted(BOOT)}\n2026-08-01T08:00:00.057Z,LAD-09A,,${quoted(ANSWER)}\n`;
    expect(framesOf(readPieces(csvFormat, text)).map(({ raw, stationId }) => [raw, stationId])).toEqual([
      [BOOT, 'LAD-09A'],
      [ANSWER, 'LAD-09A'],
    ]);
    expect(best(text)).toBe('csv');
  });

  it('CitrineOS: columns in any order, CRLF, line breaks in quoted cells', () => {
    const pretty = '[2,"c1",\n "Heartbeat",\r\n {}]';
    const text = `protocol;message;origin;stationId;timestamp\r\nocpp2.0.1;${quoted(pretty)};cs;CS-1;2026-08-01T08:00:02Z\r\nocpp2.0.1;${quoted('[2,"c0","Reset",{"type":"Immediate"}]')};csms;CS-1;2026-08-01T08:00:01Z`;
    expect(framesOf(readPieces(csvFormat, text))).toEqual([
      {
        type: 'frame',
        line: 2,
        raw: pretty,
        time: { at: Date.UTC(2026, 7, 1, 8, 0, 2), clock: 'explicit' },
        stationId: 'CS-1',
        direction: 'in',
        version: '2.0.1',
      },
      expect.objectContaining({ line: 5, direction: 'out' }),
    ]);
  });
});
