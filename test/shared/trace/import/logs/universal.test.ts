import { describe, expect, it } from 'vitest';
import { universal } from '../../../../../shared/trace/import/logs/dialects/universal.ts';
import { MAX_FRAME_CHARS } from '../../../../../shared/trace/import/logs/openFrame.ts';
import { framesOf, notesOf, rawsOf, readItems, told } from './readItems.ts';

const HEARTBEAT = '[2,"1","Heartbeat",{}]';

function raws(text: string): string[] {
  return rawsOf(readItems(universal, text));
}

describe('frames in a line', () => {
  it.each([
    HEARTBEAT,
    '[2, "1", "Heartbeat", {}]',
    '[ 2 , "1" , "Heartbeat" , { } ]',
    '[3,"1",{"currentTime":"2026-01-01T00:00:00Z"}]',
    '[4,"1","NotImplemented","",{}]',
    '[4,"1","NotImplemented","no details"]',
    '[5,"1","FormatViolation","",{}]',
    '[6,"1","NotifyPeriodicEventStream",{"id":1}]',
    '[2,19,"Heartbeat",{}]',
    '[2,"1","Heartbeat"]',
    '[2,"1","Heartbeat",null]',
    '[2,"1","X",{"a":"]}\\"[2,\\"9\\",\\"Y\\",{}]","b":[[1],{}]}]',
    '[2,"1","DataTransfer",{"data":"\u2028\\\\"}]',
    '[2,"1","DataTransfer",{"data":"\uDCFF\uDCE4"}]',
    '[2,"1","DataTransfer",{"data":"a\0b"}]',
    '[2,"1","StatusNotification",{"status":"**Available**"}]',
  ])('%j is one, whole and exact', (frame) => {
    expect(raws(`some words ${frame} and more`)).toEqual([frame]);
    expect(raws(frame)).toEqual([frame]);
  });

  it.each([
    '[0 0 0]A',
    '[2, 3]',
    '[2,"ab","mail",3]',
    '[4,"eth0","down"]',
    '[3,"sda",["ok"]]',
    "{'list': [3, 'x']}",
    '[15.8 15.9 15.8]A',
    '[1,"a","Heartbeat",{}]',
    '[22,"a","Heartbeat",{}]',
    '[3,"only"]',
    'info: {"door":"open","n":"[2,\\"q\\",\\"Heartbeat\\",{}]"}',
    'handling incoming CALL [88, StatusNotification] from A',
  ])('%j is none', (text) => {
    const items = readItems(universal, text);
    expect(rawsOf(items)).toEqual([]);
    expect(notesOf(items).map((note) => note.text)).toEqual([text]);
  });

  it('finds several, each with what stands before it', () => {
    const items = readItems(
      universal,
      `2026-01-01 10:00:00 CP-1: sent ${HEARTBEAT} received [3,"1",{}]\n[MO] Send: ${HEARTBEAT}11:52:55.587 > [MO] Recv: [3,"1",{}]`,
    );
    expect(framesOf(items).map(({ raw, word }) => [raw, word])).toEqual([
      [HEARTBEAT, 'sent'],
      ['[3,"1",{}]', 'received'],
      [HEARTBEAT, 'sent'],
      ['[3,"1",{}]', 'received'],
    ]);
    expect(framesOf(items)[1]).toMatchObject({ stationId: 'CP-1', time: { at: Date.UTC(2026, 0, 1, 10) } });
  });

  it('takes lines with any end, counts them, and leaves out blank ones', () => {
    const items = readItems(universal, `\uFEFF${HEARTBEAT}\r\n\r[3,"1",{}]\r\r\nnote\n\n${HEARTBEAT}`);
    expect(items.map(({ line, type }) => [line, type])).toEqual([
      [1, 'frame'],
      [3, 'frame'],
      [5, 'note'],
      [7, 'frame'],
    ]);
  });
});

describe('frames over several lines', () => {
  const pretty = JSON.stringify(
    [2, 'a', 'StatusNotification', { connectorId: 1, list: [1, { a: [] }] }],
    null,
    2,
  );

  it.each([
    ['pretty-printed', pretty],
    ['with CR LF', pretty.replaceAll('\n', '\r\n')],
    ['with a blank line after each', pretty.replaceAll('\n', '\n\n')],
    ['head first', '[2,"a","StatusNotification",\n{\n"connectorId": 1\n}]'],
    ['broken behind a number', '[2,"a","MeterValues",{"connectorId":1\n,"transactionId":\n 22\n}]'],
  ])('%s', (_, frame) => {
    const items = readItems(universal, `2026-01-05 06:00:00 recv CP-1: ${frame}\n2026-01-05 06:00:01 next\n`);
    expect(rawsOf(items)).toEqual([frame]);
    expect(items[0]).toMatchObject({ line: 1, stationId: 'CP-1', word: 'received' });
    expect(notesOf(items).map(({ text }) => text)).toEqual(['2026-01-05 06:00:01 next']);
  });

  it('takes a prefix of the system journal off each line', () => {
    const lines = `recv CP-1: ${pretty}`.split('\n').map((line) => `Jun 17 12:03:28 host app[12]: ${line}`);
    const items = readItems(universal, lines.join('\n'));
    expect(rawsOf(items)).toEqual([pretty]);
    expect(items[0]).toMatchObject({ stationId: 'CP-1', time: { missing: 'year' } });
  });

  it('joins what a terminal wrapped inside a text', () => {
    const frame = '[2,"a","DataTransfer",{"vendorId":"some vend\nor","data":"x"}]';
    expect(raws(`${frame}\nnext line`)).toEqual([frame]);
  });

  it('keeps lines that only looked like the beginning of one', () => {
    const items = readItems(universal, 'phases: [\n2,\n"a"\nand so on\n');
    expect(notesOf(items).map(({ text }) => text)).toEqual(['phases: [\n2,\n"a"\nand so on']);
    expect(rawsOf(items)).toEqual([]);
  });
});

describe('frames that are cut off', () => {
  const cut = '[2,"102","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-04-1';

  it.each([
    ['by the end of the file', cut, [cut]],
    ['by a pager', `${cut}>\n2026-01-01 10:00:00 next`, [`${cut}>`]],
    ['by the next line of the log', `${cut}\n2026-01-01 10:00:00 recv A: ${HEARTBEAT}`, [cut, HEARTBEAT]],
    ['by the next frame', `${cut}\n${HEARTBEAT}`, [cut, HEARTBEAT]],
    ['by a blank line and prose', `${cut}\n\nAnd then it hung.`, [cut]],
    ['behind the id', `x [2,"102",\n2026-01-01 10:00:00 next`, ['[2,"102",']],
    ['in the action', `x [2,"102","Meter\nWARN next`, ['[2,"102","Meter']],
    ['where a bracket is missing', `x [3,"1",{"a":[{"b":1}\n[INFO] next`, ['[3,"1",{"a":[{"b":1}']],
  ])('%s', (_, text, expected) => {
    expect(raws(text)).toEqual(expected);
  });

  it.each([
    ['with three dots for its middle', '[2,"1","BootNotification",{"chargePointVen...wareVersion":"2"}]'],
    ['without commas behind numbers', '[2\t"1",\t"Authorize",\t{"connectorId":\t1\t"idTag":\t"AB"}]'],
    ['with a bracket too few', '[3,"1",{"a":[1,2}]'],
    ['with a brace for its bracket', '[2,"1","X",{"a":1]}'],
    ['with a word that is no JSON', '[2,"1","MeterValues",{"value":NaN,}]'],
  ])('%s is one item', (_, text) => {
    expect(raws(`10:00:00 recv ${text}\nWARN next`)).toEqual([text]);
  });
});

describe('huge lines', () => {
  it('a frame of 50 MB is one', () => {
    const frame = `[2,"1","DataTransfer",{"vendorId":"v","data":"${'x'.repeat(50_000_000)}"}]`;
    const items = readItems(universal, `recv CP-1: ${frame} ${HEARTBEAT}`, 65_536);
    expect(framesOf(items).map(({ raw }) => raw.length)).toEqual([frame.length, HEARTBEAT.length]);
    expect(framesOf(items)[0]?.raw === frame).toBe(true);
  });

  it('a longer one than can be held is damaged, and the rest is kept as notes', () => {
    const block = '\u00E4'.repeat(1 << 20);
    let noteChars = 0;
    let frame = '';
    const reader = universal.open((item) => {
      if (item.type === 'note') noteChars += item.text.length;
      else frame = typeof item.raw === 'string' ? item.raw : '';
    });
    reader.text('[2,"1","DataTransfer",{"data":"');
    for (let index = 0; index < 70; index++) reader.text(block);
    reader.text('"}]\n');
    reader.end();
    expect(frame.length).toBeGreaterThan(MAX_FRAME_CHARS - (1 << 20));
    expect(frame.length).toBeLessThan(MAX_FRAME_CHARS + (1 << 21));
    expect(frame.length + noteChars).toBe('[2,"1","DataTransfer",{"data":""}]'.length + 70 * block.length);
  });

  it('needs time in proportion to the text, whatever it begins', () => {
    for (const scrap of [
      '[',
      '[2,',
      '[2,"',
      '[2,"a",',
      '[2,"a","B",{',
      '{"a":',
      '\\',
      '"',
      '[\n',
      '[2,\n',
      '\r',
      '\0',
    ]) {
      const items = readItems(universal, scrap.repeat(50_000), 100_000);
      expect(items.length).toBeGreaterThan(-1);
    }
  });
});

describe('what a line says of its frame', () => {
  it.each([
    ['2026-04-19T17:20:44+02:00 rx CP-7 ', '2026-04-19T15:20:44.000Z CP-7 received'],
    ['[2026/06/14 18:05:10] [CP-7] <- ', '2026-06-14T18:05:10.000 CP-7 received'],
    ['2026-04-19T15:20:44Z recv CP-7: ', '2026-04-19T15:20:44.000Z CP-7 received'],
    ['Jun 17 12:03:28 rx CP-7: ', '06-17T12:03:28 CP-7 received'],
    ['Jun 17 12:03:28 host app[12]: tx CP-7: ', '06-17T12:03:28 CP-7 sent'],
    ['<14>Jun 17 12:03:28 host app: outgoing to CP-7: ', '06-17T12:03:28 CP-7 sent'],
    ['app-1  | 2026-01-01 10:00:00 incoming message from CP_7: ', '2026-01-01T10:00:00.000 CP_7 received'],
    ['2026-01-01T10:00:00.123456789Z stdout F recv CP-7: ', '2026-01-01T10:00:00.123Z CP-7 received'],
    ['1776612044123 station=CP-7 ➡️ ', '2026-04-19T15:20:44.123Z CP-7 sent'],
    ['10:00:00.500 chargePointId: "CP-7", Received: ', '10:00:00.500 CP-7 received'],
    ['2026-01-01 10:00:00\tCP-7\tSent\t', '2026-01-01T10:00:00.000 CP-7 sent'],
    ['2026-01-01 10:00:00 INFO CP-7: CP -> CSMS ', '2026-01-01T10:00:00.000 CP-7 in'],
    ['2026-01-01 10:00:00 INFO CP-7: CSMS->CP ', '2026-01-01T10:00:00.000 CP-7 out'],
    ['2026-01-01 10:00:00 message from charging station CP-7: ', '2026-01-01T10:00:00.000 CP-7 in'],
    ['\u001B[32mINFO\u001B[0m wss://host/ocpp/LAD%2002 (ocpp1.6) << ', 'LAD 02 received 1.6'],
    ['11/8/2026, 12:41:05 AM OCPP201 CP-7 in ', '2026-11-08T00:41:05.000 CP-7 received 2.0.1'],
    ['> 2026-01-01 10:00:00 CP-7: ', '2026-01-01T10:00:00.000 CP-7'],
  ])('%j', (prefix, expected) => {
    expect(told(readItems(universal, prefix + HEARTBEAT))).toEqual([`${expected} ${HEARTBEAT}`]);
  });

  it('holds what the file says once: the address with the id, the agreed subprotocol', () => {
    const text = `connecting to ws://10.0.0.1:8887/ocpp/LAD-05\nSec-WebSocket-Protocol: ocpp2.0.1\n\nSend: ${HEARTBEAT}`;
    expect(framesOf(readItems(universal, text))).toMatchObject([
      { stationId: 'LAD-05', version: '2.0.1', word: 'sent' },
    ]);
  });

  it('holds what an upgrade request says', () => {
    const text = `> GET /steve/websocket/ocpp/LAD-06 HTTP/1.1\n> Sec-WebSocket-Protocol: ocpp1.6\n\n${HEARTBEAT}`;
    expect(framesOf(readItems(universal, text))).toMatchObject([{ stationId: 'LAD-06', version: '1.6' }]);
  });

  it('an offer of several versions tells none', () => {
    const text = `Sec-WebSocket-Protocol: ocpp2.0.1, ocpp1.6\n\n${HEARTBEAT}`;
    expect(framesOf(readItems(universal, text))[0]?.version).toBeUndefined();
  });

  it('holds nothing where the file names two stations', () => {
    const text = `ws://a/ocpp/A-1\nws://a/ocpp/B-1\nSend: ${HEARTBEAT}`;
    expect(framesOf(readItems(universal, text))[0]?.stationId).toBeUndefined();
  });

  it('a frame that a second logger shows is a note', () => {
    const text = `2026-01-01 10:00:00.100 proxy A-1 recv ${HEARTBEAT}\n2026-01-01 10:00:00.101 proxy A-1 send ${HEARTBEAT}\n`;
    expect(readItems(universal, text).map(({ type }) => type)).toEqual(['frame', 'note']);
  });

  it('a frame that is sent again later is a frame', () => {
    const text = `2026-01-01 10:00:00 A-1 recv ${HEARTBEAT}\n2026-01-01 10:00:30 A-1 recv ${HEARTBEAT}\n`;
    expect(readItems(universal, text).map(({ type }) => type)).toEqual(['frame', 'frame']);
  });
});

describe('what a serial terminal captured', () => {
  it.each([
    ['PuTTY', `=~=~=~ PuTTY log 2026.05.01 12:00:00 =~=~=~\r\nws> tx ${HEARTBEAT}\r\n`, undefined],
    ['minicom with times', `[2026-05-01 12:00:00.123] ocpp send: ${HEARTBEAT}\n`, '2026-05-01T12:00:00.123Z'],
    ['Tera Term', `[Fri May 01 12:00:00.123 2026] -> ${HEARTBEAT}\r\n`, '2026-05-01T12:00:00.123Z'],
    ['screen -L', `\u001B[32mI (1234) ocpp: Sending ${HEARTBEAT}\u001B[0m\r\n`, undefined],
  ])('%s: the frame, its time, and no station that is none', (_, text, time) => {
    const frames = framesOf(readItems(universal, text));
    expect(frames).toMatchObject([{ raw: HEARTBEAT }]);
    expect(frames[0]?.stationId).toBeUndefined();
    const at = frames[0]?.time?.at;
    expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(time);
  });
});

describe('lines without a frame', () => {
  it('a traceback is one note with the line before it', () => {
    const traceback =
      '2026-01-01 10:00:00 ERROR it broke\nTraceback (most recent call last):\n  File "a.py", line 1\nKeyError: 1';
    const items = readItems(universal, `${traceback}\n2026-01-01 10:00:01 next\n`);
    expect(notesOf(items).map(({ text }) => text)).toEqual([traceback, '2026-01-01 10:00:01 next']);
    expect(items[0]?.time).toEqual({ at: Date.UTC(2026, 0, 1, 10), clock: 'local' });
  });
});
