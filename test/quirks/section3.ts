import { deflateRawSync } from 'node:zlib';
import { call, fine, type QuirkRow } from './quirkRow.ts';

const START = { connectorId: 1, idTag: 'A', meterStart: 5, timestamp: '2026-01-31T12:00:00Z' };
const CONFIGURATION = { action: 'GetConfiguration', payload: { key: ['HeartbeatInterval'] } };
const JSON_CLAUSE = 'OCPP 1.6J §4.1.2';

/** A masked text frame with the bit RSV1, as a client with compression sends it. */
function compressedFrame(text: string): Uint8Array {
  const body = deflateRawSync(Buffer.from(text));
  const mask = [1, 2, 3, 4];
  const masked = body.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0xc1, 0x80 | body.length, ...mask]), masked]);
}

/** JSON framing. */
export const ROWS: readonly QuirkRow[] = [
  {
    row: 36,
    title: 'an answer that is cut off after a whole value is used',
    steps: [
      {
        command: CONFIGURATION,
        reply: '[3,"$ID",{"configurationKey":[]',
        outcome: { outcome: 'answered', payload: { configurationKey: [] } },
        kind: 'result',
        issues: [{ issue: 'error frame-cut-off', says: 'as it was meant', clause: JSON_CLAUSE }],
        meant: { payload: { configurationKey: [] }, repairs: ['cut-off'] },
      },
    ],
  },
  {
    row: 36,
    title: 'an answer that is cut off within a value is shown, and the call lives on to its time-out',
    steps: [
      {
        command: CONFIGURATION,
        reply: '[3,"$ID",{"configurationKey":[{"key":"HeartbeatInt',
        outcome: { outcome: 'timed-out', responseSeq: 3 },
        kind: 'malformed',
        issues: [{ issue: 'error frame-cut-off', clause: JSON_CLAUSE }],
        meant: { text: '{"configurationKey":[{"key":"HeartbeatInt"}]}', repairs: ['cut-off', 'cut-value'] },
      },
      fine(call('Heartbeat', {})),
    ],
  },
  {
    row: 37,
    title: 'a stray comma: answered as the CALL that it was meant to be',
    steps: [
      {
        send: '[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":,{"value":"1"},{"value":"2"}]}]}]',
        answer: { result: {} },
        kind: 'call',
        issues: [{ issue: 'error frame-not-json', says: 'comma', clause: JSON_CLAUSE }],
        meant: {
          payload: { meterValue: [{ sampledValue: [{ value: '1' }, { value: '2' }] }] },
          repairs: ['stray-comma', 'missing-bracket'],
        },
      },
      {
        send: '[2,"2","Heartbeat",{},]',
        answer: 'result',
        kind: 'call',
        issues: ['error frame-not-json'],
        meant: { payload: {}, repairs: ['stray-comma'] },
      },
    ],
    station: { connectors: [{ connectorId: 1, energyWh: 2 }] },
  },
  {
    row: 38,
    title: 'NULs in strings and after the JSON',
    steps: [
      {
        send: call('MeterValues', {
          connectorId: 1,
          meterValue: [{ timestamp: '2026-01-31T12:00:00Z', sampledValue: [{ value: '70\0\0' }] }],
        }),
        answer: 'result',
        issues: [{ issue: 'warning value-nul', says: 'NUL' }],
        meant: { payload: { meterValue: [{ sampledValue: [{ value: '70' }] }] }, repairs: ['nul'] },
      },
      {
        send: `${call('Heartbeat', {}, '2')}\0\0`,
        answer: 'result',
        kind: 'call',
        issues: [{ issue: 'warning frame-nul', clause: JSON_CLAUSE }],
        meant: { payload: {}, repairs: ['nul'] },
      },
    ],
    station: { connectors: [{ connectorId: 1, energyWh: 70 }] },
  },
  {
    row: 39,
    title: 'pretty-printed with newlines',
    steps: [fine('[\n  2,\n "1",\n "MeterValues",\n {\n  "connectorId" : 1,\n  "meterValue" : []\n }\n]\n')],
  },
  {
    row: 40,
    title: 'numbers in scientific notation',
    steps: [
      {
        send: call('MeterValues', {
          connectorId: 1,
          meterValue: [
            {
              timestamp: '2026-01-31T12:00:00Z',
              sampledValue: [{ value: '2e+01', measurand: 'SoC', unit: 'Percent' }],
            },
          ],
        }),
        answer: 'result',
        issues: [{ issue: 'info value-scientific', says: '20' }],
        meant: { payload: { meterValue: [{ sampledValue: [{ value: '20' }] }] }, repairs: ['scientific'] },
      },
    ],
    station: { connectors: [{ socPercent: 20 }] },
  },
  {
    row: 41,
    title: 'message type 1 is no type; the technician may have it answered as a CALL',
    steps: [
      {
        send: JSON.stringify([1, '6OUo', 'StartTransaction', START]),
        answer: 'none',
        kind: 'malformed',
        issues: [{ issue: 'error frame-unknown-type', says: 'Treat as 2', clause: 'OCPP 1.6J §4.1.3' }],
      },
      { treatAsCall: { result: { idTagInfo: { status: 'Accepted' } } } },
      { treatAsCall: 'same' },
    ],
    station: { connectors: [{ connectorId: 1, energyWh: 5 }] },
  },
  {
    row: 42,
    title: 'an answer with another id names the only open call',
    steps: [
      {
        command: CONFIGURATION,
        reply: '[3,"other",{"configurationKey":[]}]',
        outcome: { outcome: 'timed-out' },
        issues: [
          {
            issue: 'error answer-to-nothing',
            says: 'The only open call is GetConfiguration',
            clause: 'OCPP 1.6J §4.1.4',
          },
        ],
      },
    ],
  },
  {
    row: 43,
    title: 'an id that is used again for another message',
    steps: [
      fine(call('Heartbeat', {}, 'same')),
      {
        send: call(
          'StatusNotification',
          { connectorId: 1, errorCode: 'NoError', status: 'Available' },
          'same',
        ),
        answer: 'result',
        issues: [{ issue: 'warning message-id-reused', clause: 'OCPP 1.6J §4.1.4' }],
      },
    ],
    station: { connectors: [{ connectorId: 1, status: 'Available' }] },
  },
  {
    row: 44,
    title: 'the same CALL again gets the same answer, and is no second transaction',
    steps: [
      fine(call('StartTransaction', START, 'again')),
      {
        send: call('StartTransaction', START, 'again'),
        answer: 'same',
        issues: ['warning message-repeated'],
      },
    ],
  },
  {
    row: 45,
    title: 'a CALLERROR in reply to our CALLRESULT is the third leg of its exchange',
    steps: [
      fine(call('Heartbeat', {}, '1')),
      {
        send: '[4,"1","FormationViolation","",{}]',
        answer: 'none',
        kind: 'error',
        issues: [{ issue: 'warning error-to-answer', clause: 'OCPP 1.6J §4.2.3' }],
      },
    ],
    findings: ['time-protested'],
  },
  {
    row: 46,
    title: 'the details of a CALLERROR are a text',
    steps: [
      {
        command: CONFIGURATION,
        reply: '[4,"$ID","GenericError","","text"]',
        outcome: { outcome: 'refused', code: 'GenericError' },
        issues: [{ issue: 'warning frame-details-not-object', clause: 'OCPP 1.6J §4.2.3' }],
      },
    ],
  },
  {
    row: 47,
    title: 'OCPP 2.1 has message types 5 and 6',
    version: '2.1',
    steps: [
      {
        send: '[6,"1","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-01-31T12:00:00Z","data":[{"t":0,"v":"1"}]}]',
        answer: 'none',
        kind: 'send',
        issues: [],
      },
      fine(call('Heartbeat', {}, '2')),
      {
        send: '[5,"2","GenericError","cannot use it",{}]',
        answer: 'none',
        kind: 'resultError',
        issues: [{ issue: 'error answer-not-usable', clause: 'OCPP 2.1 part 4 §4.2.4' }],
      },
    ],
    findings: ['time-protested'],
  },
  {
    row: 47,
    title: 'in 1.6 they are recorded as what they are, with an issue',
    steps: [
      {
        send: '[6,"1","NotifyPeriodicEventStream",{}]',
        answer: 'none',
        kind: 'send',
        issues: ['error action-other-version'],
      },
      {
        send: '[5,"2","GenericError","",{}]',
        answer: 'none',
        kind: 'resultError',
        issues: [
          { issue: 'error message-type-version', says: 'only in OCPP 2.1' },
          'error result-error-to-nothing',
        ],
      },
    ],
  },
  {
    row: 48,
    title: 'a key that stands twice, and one too many',
    steps: [
      {
        send: '[2,"1","Authorize",{"idTag":"A","idTag":"B"}]',
        answer: { result: { idTagInfo: { status: 'Accepted' } } },
        issues: [{ issue: 'warning duplicate-key', says: '“idTag” stands twice' }],
      },
      {
        send: '[2,"2","Authorize",{"idTag":"A","color":"red"}]',
        answer: 'result',
        issues: [
          { issue: 'warning schema-additional', says: '“color”', clause: 'OCPP 1.6 §6 Authorize.req' },
        ],
      },
    ],
  },
  {
    row: 49,
    title: 'a compressed frame without agreement is unpacked for reading',
    steps: [
      {
        wire: compressedFrame(call('Heartbeat', {})),
        kind: 'malformed',
        issues: [{ issue: 'error websocket-protocol', says: /compressed.*Heartbeat/, clause: 'RFC 6455 §5' }],
        meant: { payload: [2, '1', 'Heartbeat', {}], repairs: ['inflated'] },
      },
    ],
    // Its raw connection comes while the other one of the row is open.
    findings: ['two-connections'],
  },
  {
    row: 50,
    title: 'a space after commas, and an id that looks like a number',
    steps: [
      fine(
        '[2, "3965102", "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}]',
      ),
    ],
  },
];
