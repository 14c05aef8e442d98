import { describe, expect, it } from 'vitest';
import { formatOf, notesOf, rawsOf, readItems, told } from './readItems.ts';

/** The text's own format, and what it finds. */
function found(text: string): { id: string; lines: string[] } {
  const format = formatOf(text);
  return { id: format.id, lines: told(readItems(format, text)) };
}

describe('evcc', () => {
  it('2024 and later, out of the journal, with lists that are no frames', () => {
    const text = [
      'Apr 19 17:20:44 keller evcc[611]: [ocpp  ] TRACE 2026/04/19 17:20:44 recv LAD-01: [2,"88","Heartbeat",{}]',
      'Apr 19 17:20:44 keller evcc[611]: [ocpp  ] TRACE 2026/04/19 17:20:44 send LAD-01: [3,"88",{"currentTime":"2026-04-19T15:20:44Z"}]',
      'Apr 19 17:20:48 keller evcc[611]: [lp-1  ] DEBUG 2026/04/19 17:20:48 charge currents: [0 0 0]A',
      'Apr 19 17:20:49 keller evcc[611]: [ocpp  ] TRACE 2026/04/19 17:20:49 recv TACW****: [2,"102","MeterValues",{"connec>',
      'Apr 19 17:20:50 keller evcc[611]: [ocpp  ] TRACE 2026/04/19 17:20:50 recv 4711: [2,"103","Heartbeat"',
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'evcc',
      lines: [
        '2026-04-19T17:20:44.000 LAD-01 received [2,"88","Heartbeat",{}]',
        '2026-04-19T17:20:44.000 LAD-01 sent [3,"88",{"currentTime":"2026-04-19T15:20:44Z"}]',
        `note 2026-04-19T17:20:48.000 ${text.split('\n')[2]}`,
        '2026-04-19T17:20:49.000 TACW**** received [2,"102","MeterValues",{"connec>',
        '2026-04-19T17:20:50.000 4711 received [2,"103","Heartbeat"',
      ],
    });
  });

  it('mid-2024, out of docker compose, behind a prompt line, CR LF', () => {
    const text =
      'C:\\> docker compose logs\r\nevcc  | [ocpp ] TRACE 2024/06/19 17:20:44 sent A: [2,"5","Reset",{"type":"Soft"}]\r\n' +
      'evcc  | [ocpp ] TRACE 2024/06/19 17:20:45 recv A: [3,"5",{"status":"Accepted"}]\r\n';
    expect(found(text)).toEqual({
      id: 'evcc',
      lines: [
        'note C:\\> docker compose logs',
        '2024-06-19T17:20:44.000 A sent [2,"5","Reset",{"type":"Soft"}]',
        '2024-06-19T17:20:45.000 A received [3,"5",{"status":"Accepted"}]',
      ],
    });
  });

  it('2023, with lines about frames that are none', () => {
    const text = [
      '[ocpp  ] TRACE 2023/03/20 09:00:01 received JSON message from LAD-01: [2,"1","Authorize",{"idTag":"A"}]',
      '[ocpp  ] TRACE 2023/03/20 09:00:01 handling incoming CALL [1, Authorize] from LAD-01',
      '[ocpp  ] TRACE 2023/03/20 09:00:01 sent JSON message to LAD-01: [3,"1",{"idTagInfo":{"status":"Accepted"}}]',
      '[ocpp  ] TRACE 2023/03/20 09:00:01 sent CALL RESULT [1] for LAD-01',
    ].join('\n');
    const { id, lines } = found(text);
    expect(id).toBe('evcc');
    expect(lines.map((line) => line.slice(0, 45))).toEqual([
      '2023-03-20T09:00:01.000 LAD-01 received [2,"1',
      'note 2023-03-20T09:00:01.000 [ocpp  ] TRACE 2',
      '2023-03-20T09:00:01.000 LAD-01 sent [3,"1",{"',
      'note 2023-03-20T09:00:01.000 [ocpp  ] TRACE 2',
    ]);
  });
});

describe('SteVe', () => {
  const head = 'de.rwth.idsg.steve.ocpp.ws.WebSocketLogger';

  it('old and new, ids with slashes, other classes between', () => {
    const text = [
      `[INFO ] 2026-03-14 08:31:02,015 ${head} - [chargeBoxId=LAD-02/ost, sessionId=e3b7-1] Received: [2,"1","Heartbeat",{}]`,
      '[WARN ] 2026-03-14 08:31:02,016 de.rwth.idsg.steve.ocpp.ws.FutureResponseContextStoreImpl (qtp-20) - No answer [3,"1",{}]',
      `[INFO ] 2026-03-14 08:31:02,017 ${head} (qtp7731-22) - [chargeBoxId=LAD-02/ost, sessionId=e3b7-1] Sending: [3,"1",{}]`,
      `[INFO ] 2026-03-14 08:31:02,018 ${head} (qtp7731-22) - [chargeBoxId=LAD-02/ost, sessionId=e3b7-1] Connection is established`,
    ].join('\n');
    const { id, lines } = found(text);
    expect(id).toBe('steve');
    expect(lines).toEqual([
      '2026-03-14T08:31:02.015 LAD-02/ost received [2,"1","Heartbeat",{}]',
      `note 2026-03-14T08:31:02.016 ${text.split('\n')[1]}`,
      '2026-03-14T08:31:02.017 LAD-02/ost sent [3,"1",{}]',
      `note 2026-03-14T08:31:02.018 LAD-02/ost ${text.split('\n')[3]}`,
    ]);
  });

  it('pasted through a spreadsheet: tabs for spaces, tabs behind, commas behind numbers lost', () => {
    const text = [
      `[INFO]\t2026-12-13\t15:50:19,594\t${head}\t(qtp13-30)\t-\t[chargeBoxId=100,\tsessionId=53a8-6c24]\tReceived:\t[2,\t"6a73",\t"Authorize",\t{"connectorId":\t1\t"idTag":\t"ee26"}]\t\t\t\t`,
      `[INFO]\t2026-12-13\t15:50:19,715\t${head}\t(qtp13-30)\t-\t[chargeBoxId=100,\tsessionId=53a8-6c24]\tSending:\t[3,"6a73",{}]\t\t\t`,
      `[INFO]\t2026-12-13\t15:50:22,466\t${head}\t(qtp13-28)\t-\t[chargeBoxId=100,\tsessionId=53a8-6c24]\tReceived:\t[2\t"6c28",\t"StatusNotification",\t{"connectorId":\t1\t"status":\t"Preparing"}]\t\t`,
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'steve',
      lines: [
        '2026-12-13T15:50:19.594 100 received [2,\t"6a73",\t"Authorize",\t{"connectorId":\t1\t"idTag":\t"ee26"}]',
        '2026-12-13T15:50:19.715 100 sent [3,"6a73",{}]',
        '2026-12-13T15:50:22.466 100 received [2\t"6c28",\t"StatusNotification",\t{"connectorId":\t1\t"status":\t"Preparing"}]',
      ],
    });
  });

  it('a frame that a proxy shows again is a note', () => {
    const line = (ms: number): string =>
      `[INFO ] 2026-03-14 08:31:02,${ms} ${head} - [chargeBoxId=A, sessionId=e] Received: [2,"1","Heartbeat",{}]`;
    const format = formatOf(line(100));
    expect(readItems(format, `${line(100)}\n${line(112)}`).map(({ type }) => type)).toEqual([
      'frame',
      'note',
    ]);
  });
});

describe('Home Assistant', () => {
  it('copies of the websockets logger are notes, before and behind their frame, whole and without their middle', () => {
    const boot =
      '[2, "901", "BootNotification", {"chargePointVendor": "Tannwerk", "chargePointModel": "TW::Eins", "firmwareVersion": "2.4.1"}]';
    const elided = `${boot.slice(0, 47)}...${boot.slice(-23)}`;
    const text = [
      '2026-02-20 19:04:11.200 INFO (MainThread) [custom_components.ocpp] Websocket Subprotocol matched: ocpp1.6',
      `2026-02-20 19:04:11.205 DEBUG (MainThread) [websockets.server] < TEXT '${elided}' [${boot.length} bytes]`,
      `2026-02-20 19:04:11.205 INFO (MainThread) [ocpp] LAD-03: receive message ${boot}`,
      '2026-02-20 19:04:11.252 INFO (MainThread) [ocpp] : send [3,"901",{}]',
      `2026-02-20 19:04:11.252 DEBUG (MainThread) [websockets.server] > TEXT '[3,"901",{}]' [12 bytes]`,
      "2026-02-20 19:04:11.852 DEBUG (MainThread) [custom_components.ocpp] Received boot: {'list': [3, 'x']}",
      '2026-02-20 19:05:42.102 INFO (MainThread) [ocpp] LAD-03: receive message [3,"b25",{"key":[{"value":"50"}',
      `2026-02-20 19:05:42.102 ERROR (MainThread) [ocpp] Unable to parse message: '[3,"b25",{"key":[{"value":"50"}', it doesn't seem to be valid OCPP`,
    ].join('\n');
    const { id, lines } = found(text);
    expect(id).toBe('home-assistant');
    expect(lines.filter((line) => !line.startsWith('note'))).toEqual([
      `2026-02-20T19:04:11.205 LAD-03 received 1.6 ${boot}`,
      '2026-02-20T19:04:11.252 LAD-03 sent 1.6 [3,"901",{}]',
      '2026-02-20T19:05:42.102 LAD-03 received 1.6 [3,"b25",{"key":[{"value":"50"}',
    ]);
    expect(notesOf(readItems(formatOf(text), text)).map(({ line }) => line)).toEqual([1, 2, 5, 6, 8]);
  });

  it('where only the websockets logger speaks, its lines are the frames, damaged without their middle', () => {
    const text = [
      `2026-02-20 19:04:11.205 DEBUG (MainThread) [websockets.server] < TEXT '[2,"1","Heartbeat",{}]' [22 bytes]`,
      String.raw`2026-02-20 19:04:11.206 DEBUG (MainThread) [websockets.server] > TEXT '[3,"1",{"info":"it\'s \\"ok\\""}]' [31 bytes]`,
      `2026-02-20 19:04:11.207 DEBUG (MainThread) [websockets.server] < TEXT '[2,"2","StatusNotification",{"connectorId":1,"s...2026-02-20T18:04:11Z"}]' [136 bytes]`,
      '2026-02-20 19:04:11.208 DEBUG (MainThread) [websockets.server] < PING 00 [1 bytes]',
    ].join('\n');
    const items = readItems(formatOf(text), text);
    expect(rawsOf(items)).toEqual([
      '[2,"1","Heartbeat",{}]',
      String.raw`[3,"1",{"info":"it's \"ok\""}]`,
      '[2,"2","StatusNotification",{"connectorId":1,"s...2026-02-20T18:04:11Z"}]',
    ]);
    expect(notesOf(items)).toHaveLength(1);
  });

  it('a frame over several lines, and a traceback', () => {
    const frame = '[2,"16","BootNotification",\n{\n"chargePointVendor": "F"\n}]';
    const text = `2026-01-05 06:00:00 INFO (MainThread) [ocpp] LAD-04: receive message ${frame}\n2026-01-05 06:00:01 ERROR (MainThread) [ocpp] Error\nTraceback (most recent call last):\n  File "x.py", line 1, in y\n`;
    const items = readItems(formatOf(text), text);
    expect(rawsOf(items)).toEqual([frame]);
    expect(notesOf(items).map(({ line, text }) => [line, text.split('\n').length])).toEqual([[5, 3]]);
  });
});

describe('the Python library ocpp', () => {
  it('default logging, no time', () => {
    const text = [
      'INFO:ocpp:CP_1: send [2,"a","BootNotification",{"chargePointModel":"M","chargePointVendor":"V"}]',
      'INFO:ocpp:CP_1: receive message [3,"a",{"interval":10}]',
      'ERROR:ocpp:Error while handling request',
      'Traceback (most recent call last):',
      '  File "x.py", line 1, in y',
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'python-ocpp',
      lines: [
        'CP_1 sent [2,"a","BootNotification",{"chargePointModel":"M","chargePointVendor":"V"}]',
        'CP_1 received [3,"a",{"interval":10}]',
        `note ${text.split('\n').slice(2).join('\n')}`,
      ],
    });
  });

  it('with a date', () => {
    const text =
      '2026-01-05 06:00:00,123 - ocpp - INFO - CP_1: receive message [2,"a","Heartbeat",{}]\n' +
      '2026-01-05 06:00:00,124 INFO ocpp CP_1: send [3,"a",{"currentTime":"2026-01-05T06:00:00Z"}]\n';
    expect(found(text)).toEqual({
      id: 'python-ocpp',
      lines: [
        '2026-01-05T06:00:00.123 CP_1 received [2,"a","Heartbeat",{}]',
        '2026-01-05T06:00:00.124 CP_1 sent [3,"a",{"currentTime":"2026-01-05T06:00:00Z"}]',
      ],
    });
  });
});

describe('Node-RED', () => {
  it('US times, no ids, and message objects that are no frames', () => {
    const text = [
      '10/1/2026, 4:25:10 PM    node: OCPP Server Port 9595     type: request   data: [2, "d56", "TriggerMessage", {"requestedMessage":"MeterValues"}]',
      '10/1/2026, 4:25:11 PM    node: OCPP Server Port 9595     type: received   data: [3, "d56", {"status":"Accepted"}]',
      '{',
      '    "ocpp": {',
      '        "MessageId": "5bf",',
      '        "msgType": 2',
      '    }',
      '}',
    ].join('\n');
    const { id, lines } = found(text);
    expect(id).toBe('node-red');
    expect(lines).toEqual([
      '2026-10-01T16:25:10.000 [2, "d56", "TriggerMessage", {"requestedMessage":"MeterValues"}]',
      '2026-10-01T16:25:11.000 received [3, "d56", {"status":"Accepted"}]',
      `note ${text.split('\n').slice(2).join('\n')}`,
    ]);
  });
});

describe('ocpp-cs', () => {
  it('frames are put together from their parts; the repeat of a proxy is a note', () => {
    const call = (second: string): string =>
      `[2026/06/14 18:05:${second}] [LAD-1] [ab"c] [StatusNotification] [Call] {"connectorId": 1, "big": 9223372036854775807}`;
    const text = [
      call('10'),
      '',
      call('10'),
      '',
      '[2026/06/14 18:05:11] [LAD-1] [ab"c] [StatusNotification] [CallResult] {}',
      '[2026/06/14 18:05:12] [LAD-1] [d] [Reset] [CallError] {"errorCode":"NotSupported","errorDescription":"no","errorDetails":{}}',
      '[2026/06/14 18:05:13] [LAD-1] [e] [Heartbeat] [Call] {"cut',
    ].join('\n');
    const { id, lines } = found(text);
    expect(id).toBe('ocpp-cs');
    expect(lines[0]).toMatch(/^note This log holds the parts/);
    expect(lines.slice(1)).toEqual([
      String.raw`2026-06-14T18:05:10.000 LAD-1 [2,"ab\"c","StatusNotification",{"connectorId": 1, "big": 9223372036854775807}]`,
      `note 2026-06-14T18:05:10.000 LAD-1 ${call('10')}`,
      String.raw`2026-06-14T18:05:11.000 LAD-1 [3,"ab\"c",{}]`,
      '2026-06-14T18:05:12.000 LAD-1 [4,"d","NotSupported","no",{}]',
      '2026-06-14T18:05:13.000 LAD-1 [2,"e","Heartbeat",{"cut',
    ]);
  });
});

describe('a message table pasted as Markdown', () => {
  it('is turned round; each call before its answer; bars in values; an empty answer', () => {
    const text = [
      'Hi, I do not get the status.',
      '',
      'Heartbeat | Charger-CMS | [2,"11","Heartbeat",{}] | [3,"11",{"currentTime":"2024-09-11T09:44:29Z"}] | 9/11/2024 3:14:29 PM',
      '-- | -- | -- | -- | --',
      'TriggerMessage | Charger-CMS | [2,"a2","TriggerMessage",{"requestedMessage":"Heartbeat"}] |  | 9/11/2024 3:14:28 PM',
      'DataTransfer | Charger-CMS | [2,"9","DataTransfer",{"data":"a | b"}] | [3,"9",{}] | 9/11/2024 12:14:26 PM',
    ].join('\n');
    const { id, lines } = found(text);
    expect(id).toBe('message-table');
    expect(lines.filter((line) => !line.startsWith('note'))).toEqual([
      '2024-09-11T12:14:26.000 [2,"9","DataTransfer",{"data":"a | b"}]',
      '2024-09-11T12:14:26.000 [3,"9",{}]',
      '2024-09-11T15:14:28.000 [2,"a2","TriggerMessage",{"requestedMessage":"Heartbeat"}]',
      '2024-09-11T15:14:29.000 [2,"11","Heartbeat",{}]',
      '2024-09-11T15:14:29.000 [3,"11",{"currentTime":"2024-09-11T09:44:29Z"}]',
    ]);
    expect(lines.filter((line) => line.startsWith('note'))).toHaveLength(2);
  });
});
