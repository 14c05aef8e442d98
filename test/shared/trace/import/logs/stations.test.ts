import { describe, expect, it } from 'vitest';
import { formatOf, framesOf, notesOf, rawsOf, readItems, told } from './readItems.ts';

/** The text's own format, and what it finds. */
function found(text: string): { id: string; lines: string[] } {
  const format = formatOf(text);
  return { id: format.id, lines: told(readItems(format, text)) };
}

describe('MicroOcpp', () => {
  it('the id out of the address, glued lines, a frame that the next line cuts off, no times', () => {
    const text = [
      '[MO] info (main.cpp:77): OCPP Connected to url: /LAD-05',
      '[MO] Send: [2,"1000000","Heartbeat",{}]13:00:00.062 > [MO] Recv: [3,"1000000",{"currentTime":"2026-03-03T12:00:00.037996200Z"}]',
      '[MO] Recv: WS pong',
      '13:00:03.170 -> [MO] Send: [2,"1000001","StatusNotification",{"status":"**Available**"}]',
      '[MO] Send: [2,"1000002","MeterV11:52:55.587 > [MO] Recv: [3,"1000001",{}]',
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'microocpp',
      lines: [
        'note LAD-05 [MO] info (main.cpp:77): OCPP Connected to url: /LAD-05',
        'LAD-05 sent [2,"1000000","Heartbeat",{}]',
        'LAD-05 received [3,"1000000",{"currentTime":"2026-03-03T12:00:00.037996200Z"}]',
        'note LAD-05 [MO] Recv: WS pong',
        'LAD-05 sent [2,"1000001","StatusNotification",{"status":"**Available**"}]',
        'LAD-05 sent [2,"1000002","MeterV',
        'LAD-05 received [3,"1000001",{}]',
      ],
    });
  });
});

describe('a charger’s log with wrapped lines', () => {
  it('is joined, also inside keys and values', () => {
    const prefix = '2026-02-07T19:26:40.611Z:COM:ocpp_rpc.c:681:';
    const text = [
      `${prefix}-> [2,"7","StatusNotification",{"connec`,
      `${prefix}torId":1,"status":"Avail`,
      `${prefix}able","errorCode":"NoError"}]`,
      `2026-02-07T19:26:40.711Z:COM:ocpp_rpc.c:681:<- [3,"7",{}]`,
      '2026-02-07T19:26:41.000Z:SYS:main.c:12:heap 12000',
      `${prefix}-> [2,"8","Heartbe`,
      `${prefix}<- [2,"9","Reset",{"type":"Soft"}]`,
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'wrapped-station-log',
      lines: [
        '2026-02-07T19:26:40.611Z in [2,"7","StatusNotification",{"connectorId":1,"status":"Available","errorCode":"NoError"}]',
        '2026-02-07T19:26:40.711Z out [3,"7",{}]',
        'note 2026-02-07T19:26:41.000Z 2026-02-07T19:26:41.000Z:SYS:main.c:12:heap 12000',
        '2026-02-07T19:26:40.611Z in [2,"8","Heartbe',
        '2026-02-07T19:26:40.611Z out [2,"9","Reset",{"type":"Soft"}]',
      ],
    });
  });
});

describe('the virtual charge point', () => {
  it('colours, arrows, and the object that is printed first', () => {
    const text = [
      '{',
      "  chargePointId: 'LAD-11',",
      "  ocppVersion: 'OCPP_2.0.1',",
      '}',
      '2026-11-03 13:02:55 \u001B[32minfo\u001B[39m: Sending message ➡️  [2,"a","Heartbeat",{}]',
      '2026-11-03 13:02:55 \u001B[32minfo\u001B[39m: Receive message ⬅️  [3,"a",{"currentTime":"2026-11-03T12:02:55Z"}]',
      '2026-11-03 13:02:56 \u001B[32minfo\u001B[39m: Responding with ➡️  [3,"b",{"status":"Accepted"}]',
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'virtual-charge-point',
      lines: [
        `note ${text.split('\n').slice(0, 4).join('\n')}`,
        '2026-11-03T13:02:55.000 LAD-11 sent 2.0.1 [2,"a","Heartbeat",{}]',
        '2026-11-03T13:02:55.000 LAD-11 received 2.0.1 [3,"a",{"currentTime":"2026-11-03T12:02:55Z"}]',
        '2026-11-03T13:02:56.000 LAD-11 sent 2.0.1 [3,"b",{"status":"Accepted"}]',
      ],
    });
  });
});

describe('lines of JSON', () => {
  it('a simulator of stations', () => {
    const line = (message: string): string =>
      JSON.stringify({
        timestamp: '2026-05-01T10:00:00.000Z',
        level: 'info',
        type: 'WebSocket',
        message,
        cpId: 'LAD-9',
      });
    const text = [
      line('Sent: [2,"1","DataTransfer",{"data":"\\"[2]\\""}]'),
      line('Received: [3,"1",{}]'),
      line('Connected'),
    ].join('\n');
    const format = formatOf(text);
    expect(format.id).toBe('json-lines');
    const items = readItems(format, text);
    expect(framesOf(items).map(({ raw, direction, stationId }) => [raw, direction, stationId])).toEqual([
      ['[2,"1","DataTransfer",{"data":"\\"[2]\\""}]', 'in', 'LAD-9'],
      ['[3,"1",{}]', 'out', 'LAD-9'],
    ]);
    expect(notesOf(items)).toMatchObject([
      { line: 3, time: { at: Date.UTC(2026, 4, 1, 10), clock: 'explicit' } },
    ]);
  });

  it('any other: nested, as a value, another program’s line inside, cut off', () => {
    const text = [
      '{"ts":1776612044123,"log":{"dir":"incoming","text":"[2,\\"1\\",\\"Heartbeat\\",{}]"},"station_id":"A-1"}',
      '{"time":"2026-05-01T10:00:00Z","charger":"A-1","direction":"out","frame":[3,"1",{"currentTime":"x"}]}',
      '{"log":"[ocpp  ] TRACE 2026/04/19 17:20:44 recv B-1: [2,\\"2\\",\\"Heartbeat\\",{}]\\n","stream":"stdout","time":"2026-04-19T15:20:44.5Z"}',
      '{"time":"2026-05-01T10:00:01Z","charger":"A-1","message":"recv [2,\\"3\\",\\"MeterValues\\",{\\"connectorId\\":1,\\"met',
    ].join('\n');
    expect(rawsOf(readItems(formatOf(text), text))).toEqual([
      '[2,"1","Heartbeat",{}]',
      '[3,"1",{"currentTime":"x"}]',
      '[2,"2","Heartbeat",{}]',
      '[2,"3","MeterValues",{"connectorId":1,"met',
    ]);
    expect(framesOf(readItems(formatOf(text), text)).map(({ stationId, word }) => [stationId, word])).toEqual(
      [
        ['A-1', undefined],
        ['A-1', 'sent'],
        ['B-1', 'received'],
        ['A-1', 'received'],
      ],
    );
  });
});

describe('the simulator of SAP', () => {
  it('twelve at night is hour 0; lines in words are notes of the station', () => {
    const text = [
      'debug: 11/8/2026, 12:41:05 AM CS-1 | OCPPRequestService.send: >> Command \'Heartbeat\' sent request payload: [2,"a","Heartbeat",{}]',
      'debug: 11/8/2026, 12:41:06 AM CS-1 | OCPPRequestService.handle: << Command \'Heartbeat\' received response payload: [3,"a",{}]',
      'info: 11/8/2026, 1:00:00 PM CS-1 | ChargingStation.start: has started',
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'e-mobility-simulator',
      lines: [
        '2026-11-08T00:41:05.000 CS-1 sent [2,"a","Heartbeat",{}]',
        '2026-11-08T00:41:06.000 CS-1 received [3,"a",{}]',
        `note 2026-11-08T13:00:00.000 CS-1 ${text.split('\n')[2]}`,
      ],
    });
  });
});

describe('SOAP shown as JSON', () => {
  it('answers follow their calls by action; an empty body; a fault as XML', () => {
    const fault =
      '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><soap:Fault/></soap:Body></soap:Envelope>';
    const text = [
      '> [2026-05-01T10:00:00Z] cp#7: >>cs /BootNotification {"chargePointVendor":"V"}',
      '[2026-05-01T10:00:00Z] cp#7: >>cs /Heartbeat ""',
      '[2026-05-01T10:00:01Z] cp#7: <<cs /Heartbeat {"currentTime":"2026-05-01T10:00:01Z"}',
      '[2026-05-01T10:00:01Z] cp#7: <<cs /BootNotification {"status":"Accepted"}',
      '[2026-05-01T10:00:02Z] cs: <<cp#7 /Reset {"type":"Soft"}',
      '[2026-05-01T10:00:03Z] cs: >>cp#7 /ResetResponse {"status":"Accepted"}',
      '[2026-05-01T10:00:04Z] cp#7: >>cs /Authorize {"idTag":"A"}',
      fault,
    ].join('\n');
    const format = formatOf(text);
    expect(format.id).toBe('ocppjs-soap');
    const frames = framesOf(readItems(format, text));
    expect(
      frames.map(({ direction, transport, stationId, known }) => [direction, transport, stationId, known]),
    ).toEqual([
      [
        'in',
        'soap',
        '7',
        { seq: 1, kind: 'call', action: 'BootNotification', payload: '{"chargePointVendor":"V"}' },
      ],
      ['in', 'soap', '7', { seq: 2, kind: 'call', action: 'Heartbeat', payload: '{}' }],
      [
        'out',
        'soap',
        '7',
        {
          seq: 3,
          kind: 'result',
          action: 'Heartbeat',
          pairSeq: 2,
          payload: '{"currentTime":"2026-05-01T10:00:01Z"}',
        },
      ],
      [
        'out',
        'soap',
        '7',
        { seq: 4, kind: 'result', action: 'BootNotification', pairSeq: 1, payload: '{"status":"Accepted"}' },
      ],
      ['out', 'soap', '7', { seq: 5, kind: 'call', action: 'Reset', payload: '{"type":"Soft"}' }],
      [
        'in',
        'soap',
        '7',
        { seq: 6, kind: 'result', action: 'Reset', pairSeq: 5, payload: '{"status":"Accepted"}' },
      ],
      ['in', 'soap', '7', { seq: 7, kind: 'call', action: 'Authorize', payload: '{"idTag":"A"}' }],
      ['out', 'soap', '7', { seq: 8, kind: 'error', action: 'Authorize', pairSeq: 7 }],
    ]);
    expect(frames[7]?.raw).toBe(fault);
  });
});

describe('libocpp', () => {
  const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
  const call = pretty([2, 'a', 'Heartbeat', {}]);
  const answer = pretty([3, 'a', { currentTime: '2026-05-18T05:00:00.000Z' }]);

  it('the text file', () => {
    const text = [
      '2026-05-18T05:00:00.000Z: SYS>  Session logging started.',
      '',
      `2026-05-18T05:00:01.000Z: ChargePoint>CentralSystem Heartbeat \n${call}\n`,
      `2026-05-18T05:00:02.000Z: CentralSystem>ChargePoint  HeartbeatResponse\n${answer}\n`,
      '2026-05-18T05:00:03.000Z: ChargePoint>CentralSystem StatusNotification \n',
    ].join('\n');
    expect(found(text)).toEqual({
      id: 'libocpp',
      lines: [
        'note 2026-05-18T05:00:00.000Z 2026-05-18T05:00:00.000Z: SYS>  Session logging started.',
        `2026-05-18T05:00:01.000Z in ${call}`,
        `2026-05-18T05:00:02.000Z out ${answer}`,
        'note 2026-05-18T05:00:03.000Z 2026-05-18T05:00:03.000Z: ChargePoint>CentralSystem StatusNotification ',
      ],
    });
  });

  it('the page, not closed, with angle brackets in a value', () => {
    const row = (side: string, to: string, frame: string): string =>
      `<tr class="${side}"> <td>2026-05-18T05:00:01.000Z</td> <td>${side}&gt;${to}</td> <td><b>X</b></td><td><b></b></td> <td><pre lang="json">${frame}</pre></td> </tr>`;
    const text = [
      '<html><head><title>EVerest OCPP log session</title>',
      '<style>.log {}</style></head><body><table class="log">',
      row('SYS', '', ''),
      row('ChargePoint', 'CentralSystem', pretty([2, 'a', 'DataTransfer', { data: '&lt;b&gt;' }])),
      row('CentralSystem', 'ChargePoint', '[3,"a",{}]'),
      row('ChargePoint', 'CentralSystem', '[2,"b","Hea').slice(0, -17),
    ].join('\n');
    const format = formatOf(text);
    expect(format.id).toBe('libocpp-html');
    expect(framesOf(readItems(format, text)).map(({ raw, direction }) => [raw, direction])).toEqual([
      [pretty([2, 'a', 'DataTransfer', { data: '<b>' }]), 'in'],
      ['[3,"a",{}]', 'out'],
      ['[2,"b","Hea', 'in'],
    ]);
  });

  it('the console, in colours', () => {
    const text =
      '\u001B[1;35mChargePoint: [2,"a","Heartbeat",{}]\u001B[1;0m\n\u001B[1;36mCentralSystem: [3,"a",{}]\u001B[1;0m\n' +
      '2026-05-27T11:41:15.316042+0200 host manager[1]: [INFO] ocpp:OCPP :: ChargePoint: [2,"b","Heartbeat",{}]\n';
    expect(framesOf(readItems(formatOf(text), text)).map(({ raw, direction }) => [raw, direction])).toEqual([
      ['[2,"a","Heartbeat",{}]', 'in'],
      ['[3,"a",{}]', 'out'],
      ['[2,"b","Heartbeat",{}]', 'in'],
    ]);
  });
});

describe('logs without frames', () => {
  it('the console of EVerest: JSON over several lines is one note; the end says what there is not', () => {
    const head = '2026-05-27T11:41:15.316042+0200 host manager[1]: ';
    const text = [
      `${head}[INFO] ocpp:OCPP201 :: Publishing token: {`,
      `${head}    "authorization_type": "RFID",`,
      `${head}    "list": [`,
      `${head}    2, 3]`,
      `${head}}`,
      `${head}[INFO] auth:Auth        :: Plug In event for evse#1`,
    ].join('\n');
    const format = formatOf(text);
    expect(format.id).toBe('everest');
    const items = readItems(format, text);
    expect(framesOf(items)).toEqual([]);
    expect(notesOf(items).map(({ line, text }) => [line, text.split('\n').length])).toEqual([
      [1, 5],
      [6, 1],
      [6, 1],
    ]);
    expect(notesOf(items)[0]?.time?.at).toBeCloseTo(Date.parse('2026-05-27T09:41:15.316Z') + 0.042, 2);
    expect(notesOf(items)[2]?.text).toMatch(/^No OCPP message stands in this file/);
  });

  it('a station’s log with Qt objects', () => {
    const text =
      'Apr/30 20:02:13 UTC --  Recv Action: QJsonObject({"connectorId":1})\nApr/30 20:02:14 UTC --  Send: QJsonObject({"status":"Accepted"})\n';
    const { id, lines } = found(text);
    expect(id).toBe('qt-station');
    expect(lines[0]).toMatch(/^note 04-30T20:02:13 Apr\/30/);
    expect(lines.at(-1)).toMatch(/^note No OCPP message stands in this file as it was on the wire/);
  });

  it('a station’s log of events', () => {
    const text =
      '[2026-04-21 15:33:54] Connector 1: OCPP Status Charging\n[2026-04-21 15:34:00] Connector 1: OCPP Status Finishing\n';
    const { id, lines } = found(text);
    expect(id).toBe('station-events');
    expect(lines[1]).toBe(
      'note 2026-04-21T15:34:00.000 [2026-04-21 15:34:00] Connector 1: OCPP Status Finishing',
    );
    expect(lines.at(-1)).toMatch(/^note No OCPP message stands in this file: it is a charger’s log/);
  });
});

describe('frames and nothing else', () => {
  it('one per line, cut ones, ids that are numbers, U+2028, no last line end', () => {
    const text =
      '[2,"1","Heartbeat",{}]\n\n[3,"3",{"status":"NotSup\n[2,"4","DataTransfer",{"data":"\u2028"}]\n[2,17,"Heartbeat",{}]\n[3,17,{}]\n[4,"4","NotImplemented","",{}]';
    const format = formatOf(text);
    expect(rawsOf(readItems(format, text))).toEqual(text.split('\n').filter((line) => line !== ''));
  });
});

describe('lines of key=value', () => {
  it('the frame in quotes is read without its escapes', () => {
    const text = [
      'time=2026-05-01T10:00:00.000Z level=INFO msg="recv [2,\\"1\\",\\"DataTransfer\\",{\\"data\\":\\"a\\\\\\"b\\"}]" station=LAD-7',
      'time=2026-05-01T10:00:01.000Z level=INFO dir=out frame="[3,\\"1\\",{}]" cp=LAD-7',
      'time=2026-05-01T10:00:02.000Z level=INFO msg="recv [2,\\"2\\",\\"Heartb',
    ].join('\n');
    expect(told(readItems(formatOf(text), text))).toEqual([
      '2026-05-01T10:00:00.000Z LAD-7 received [2,"1","DataTransfer",{"data":"a\\"b"}]',
      '2026-05-01T10:00:01.000Z LAD-7 sent [3,"1",{}]',
      '2026-05-01T10:00:02.000Z LAD-7 received [2,"2","Heartb',
    ]);
  });
});

describe('files of no kind', () => {
  it.each(['', '\n\n', ' '])('%j holds nothing', (text) => {
    expect(readItems(formatOf(text), text)).toEqual([]);
  });

  it('prose is notes', () => {
    const text = 'Dear support,\nit does not charge.\n\nRegards';
    expect(notesOf(readItems(formatOf(text), text)).map((note) => note.text)).toEqual([
      'Dear support,\nit does not charge.',
      'Regards',
    ]);
  });

  it('two formats in one file: the lines of the other are read as any text', () => {
    const text =
      '[ocpp  ] TRACE 2026/04/19 17:20:44 recv A-1: [2,"1","Heartbeat",{}]\n[ocpp  ] TRACE 2026/04/19 17:20:44 send A-1: [3,"1",{}]\n' +
      '[INFO ] 2026-03-14 08:31:02,015 de.rwth.idsg.steve.ocpp.ws.WebSocketLogger - [chargeBoxId=B-1, sessionId=x] Received: [2,"2","Heartbeat",{}]\n';
    expect(found(text)).toEqual({
      id: 'evcc',
      lines: [
        '2026-04-19T17:20:44.000 A-1 received [2,"1","Heartbeat",{}]',
        '2026-04-19T17:20:44.000 A-1 sent [3,"1",{}]',
        '2026-03-14T08:31:02.015 B-1 received [2,"2","Heartbeat",{}]',
      ],
    });
  });
});
