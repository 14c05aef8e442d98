import { describe, expect, it } from 'vitest';
import { namedZone } from '../../../../shared/trace/filter/timeZone.ts';
import type { FilterSubject } from '../../../../shared/trace/filter/filterSubject.ts';
import { matches, subject } from './subjects.ts';

const LONG = '9223372036854775807';
const METER =
  '[2,"m1","MeterValues",{"connectorId":2,"transactionId":17,"meterValue":[{"timestamp":"2026-11-21T10:00:00Z",' +
  '"sampledValue":[{"value":"21.50","measurand":"Power.Active.Import"},{"value":"9","measurand":"SoC"}]},' +
  '{"sampledValue":[{"value":"7"}]}]}]';

const SERIAL: Partial<FilterSubject> = {
  kind: 'serial',
  action: '$SC',
  raw: '$OK 16^07\r',
  payload: '{"port":"/dev/ttyUSB0","line":{"baud":115200},"meaning":"Charging current set to 16 A"}',
};

type Case = [query: string, change: Partial<FilterSubject>, expected: boolean];

describe('keys', () => {
  it.each<Case>([
    ['action:statusnotification', {}, true],
    ['ACTION:Heartbeat,StatusNotification', {}, true],
    ['action:Status', {}, false],
    ['action:Status*', {}, true],
    ['action:*notification', {}, true],
    ['action:"Status*"', {}, false],
    ['action:*', { action: undefined }, false],
    ['-action:Heartbeat', { action: undefined }, true],
    ['dir:in', {}, true],
    ['dir:OUT', {}, false],
    ['dir:in,out', {}, true],
    ['station:cp-1', {}, true],
    ['station:CP-*', {}, true],
    ['station:"CP 1"', { stationId: 'CP 1' }, true],
    ['id:m1', {}, true],
    ['id:m', {}, false],
    ['version:1.6', {}, true],
    ['version:2.0.1,2.1', {}, false],
    ['version:1.6', { version: undefined }, false],
    ['seq:1', {}, true],
    ['seq:2..', {}, false],
    ['seq:..5', {}, true],
    ['size:>4k', { sizeBytes: 4000 }, false],
    ['size:>=4k', { sizeBytes: 4000 }, true],
    ['size:>4k', { sizeBytes: 4001 }, true],
    ['size:<1.5MB', { sizeBytes: 1_499_999 }, true],
    ['size:78', {}, true],
    ['latency:>2s', { latencyMs: 2000 }, false],
    ['latency:>2s', { latencyMs: 2001 }, true],
    ['latency:<=250ms', { latencyMs: 250 }, true],
    ['latency:1s..1.5s', { latencyMs: 1500 }, true],
    ['latency:<1m', {}, false],
    ['latency:>0', { latencyMs: 0 }, false],
    ['unanswered', {}, true],
    ['unanswered', { pairSeq: 2 }, false],
    ['unanswered', { kind: 'result' }, false],
    ['marked', { isMarked: true }, true],
    ['Marked', {}, false],
    ['"marked"', { isMarked: true }, false],
    ['port:/dev/ttyUSB0', SERIAL, true],
    ['port:ttyusb0', SERIAL, true],
    ['port:tty*', SERIAL, true],
    ['port:USB0', SERIAL, false],
    ['port:*USB0,COM3', SERIAL, true],
    ['port:tcp://10.0.0.1:4001', { ...SERIAL, payload: '{"port":"tcp://10.0.0.1:4001"}' }, true],
    ['port:*', { ...SERIAL, kind: 'note' }, false],
    ['port:*', { ...SERIAL, payload: undefined }, false],
    ['port:*', { ...SERIAL, payload: '{"port":"COM3"' }, false],
    ['understood', SERIAL, true],
    ['understood', { ...SERIAL, payload: '{"port":"COM3"}' }, false],
    ['-understood', {}, true],
    ['"understood"', SERIAL, false],
    ['"16 A"', SERIAL, true],
    ['"current set" dir:in type:serial', SERIAL, true],
    ['"32 A"', SERIAL, false],
    ['"16 A"', { ...SERIAL, kind: 'call' }, false],
    ['115200', SERIAL, false],
  ])('%s of %j: %s', (query, change, expected) => {
    expect(matches(query, change)).toBe(expected);
  });

  it.each<Case>([
    ['type:call', {}, true],
    ['type:error', { kind: 'resultError' }, true],
    ['type:answer', { kind: 'error' }, true],
    ['type:result,note', { kind: 'note' }, true],
    ['type:soap', { transport: 'soap' }, true],
    ['type:soap', {}, false],
    ['type:connect', { kind: 'disconnect' }, false],
    ['issue:any', {}, false],
    ['issue:error', { issues: [{ severity: 'warning', code: 'a', message: '' }] }, false],
    ['issue:warning', { issues: [{ severity: 'warning', code: 'a', message: '' }] }, true],
    ['issue:schema-*', { issues: [{ severity: 'info', code: 'schema-type', message: '' }] }, true],
    ['issue:schema-type', { issues: [{ severity: 'info', code: 'schema-format', message: '' }] }, false],
    ['-issue:any', {}, true],
  ])('%s of %j: %s', (query, change, expected) => {
    expect(matches(query, change)).toBe(expected);
  });
});

describe('fields of the payload', () => {
  it.each<Case>([
    ['payload.status=faulted', {}, true],
    ['payload.status=Fault', {}, false],
    ['payload.status=Fault*', {}, true],
    ['payload.status=Available,Faulted', {}, true],
    ['payload.status!=Available', {}, true],
    ['payload.status!=Faulted', {}, false],
    ['payload.missing!=Faulted', {}, false],
    ['-payload.missing=Faulted', {}, true],
    ['payload.missing=*', {}, false],
    ['payload.info=*', {}, true],
    ['payload.info~überHITZ', {}, true],
    ['payload.info="Überhitzung (L1)"', {}, true],
    ['payload.connectorId=1', {}, true],
    ['payload.connectorId=1.0', {}, true],
    ['payload.connectorId>0', {}, true],
    ['payload.connectorId<1', {}, false],
    ['payload.connectorId<=1', {}, true],
    ['payload.Status=Faulted', {}, false],
    ['payload.meterValue.sampledValue.value>21', { raw: METER }, true],
    ['payload.meterValue[*].sampledValue[*].measurand=Power*', { raw: METER }, true],
    ['payload.meterValue[0].sampledValue[1].measurand=SoC', { raw: METER }, true],
    ['payload.meterValue[1].sampledValue.measurand=SoC', { raw: METER }, false],
    ['payload.meterValue[7].sampledValue.value=7', { raw: METER }, false],
    ['payload.meterValue.timestamp>=2026-11-21T09:59:00Z', { raw: METER }, true],
    ['payload.meterValue.timestamp<2026-11-21', { raw: METER }, false],
    ['payload.v=9223372036854775807', { raw: `[2,"1","A",{"v":${LONG}}]` }, true],
    ['payload.v=9223372036854775806', { raw: `[2,"1","A",{"v":${LONG}}]` }, false],
    ['payload.v>9223372036854775806', { raw: `[2,"1","A",{"v":${LONG}}]` }, true],
    ['payload.v=null', { raw: '[2,"1","A",{"v":null}]' }, true],
    ['payload.v=true', { raw: '[2,"1","A",{"v":true}]' }, true],
    ['payload.status=Grün', { raw: String.raw`[2,"1","A",{"\u0073tatus":"Gr\u00fcn"}]` }, true],
    ['payload."a key".b=1', { raw: '[2,"1","A",{"a key":{"b":1}}]' }, true],
    ['payload.__proto__=1', {}, false],
    ['payload.code=NotSupported', { kind: 'error', raw: '[4,"1","NotSupported","no",{"d":1}]' }, true],
    ['payload.description~no', { kind: 'error', raw: '[4,"1","NotSupported","no",{"d":1}]' }, true],
    ['payload.d=1', { kind: 'error', raw: '[4,"1","NotSupported","no",{"d":1}]' }, true],
    ['payload.status=Faulted', { transport: 'soap', raw: '<x/>', payload: '{"status":"Faulted"}' }, true],
    ['payload.status=Faulted', { kind: 'malformed', raw: '{"status":"Faulted"' }, false],
  ])('%s of %j: %s', (query, change, expected) => {
    expect(matches(query, change)).toBe(expected);
  });
});

describe('connector, evse and transaction', () => {
  const answered = subject({ raw: METER, seq: 1 });
  it.each<Case>([
    ['connector:2', { raw: METER }, true],
    ['connector:1', { raw: METER }, false],
    ['tx:17', { raw: METER }, true],
    ['tx:1', { raw: METER }, false],
    ['tx:1*', { raw: METER }, true],
    ['tx:17', { kind: 'result', raw: '[3,"m1",{}]', pairSeq: 1, call: answered }, true],
    ['tx:18', { kind: 'result', raw: '[3,"m1",{}]', pairSeq: 1, call: answered }, false],
    ['tx:"ab c"', { raw: '[2,"1","TransactionEvent",{"transactionInfo":{"transactionId":"ab c"}}]' }, true],
    [`tx:${LONG}`, { raw: `[2,"1","StopTransaction",{"transactionId":${LONG}}]` }, true],
    ['tx:9223372036854775000', { raw: `[2,"1","StopTransaction",{"transactionId":${LONG}}]` }, false],
    ['evse:3', { raw: '[2,"1","X",{"evse":{"customData":{"id":9},"id":3,"connectorId":1}}]' }, true],
    ['evse:9', { raw: '[2,"1","X",{"evse":{"customData":{"id":9},"id":3,"connectorId":1}}]' }, false],
    ['evse:3', { raw: '[2,"1","X",{"evseId": "3"}]' }, true],
    ['connector:1', { raw: String.raw`[2,"1","X",{"info":"\"connectorId\":1"}]` }, false],
    ['connector:1', { kind: 'note', raw: '"connectorId":1' }, false],
  ])('%s of %j: %s', (query, change, expected) => {
    expect(matches(query, change)).toBe(expected);
  });
});

describe('times', () => {
  const berlin = namedZone('Europe/Berlin');
  // 11:05 in Berlin.
  const at = Date.UTC(2026, 10, 21, 10, 5, 30, 250);
  it.each<[query: string, expected: boolean]>([
    ['time:11:00..11:15', true],
    ['time:11:05', true],
    ['time:11:05..11:05', true],
    ['time:11:04', false],
    ['time:10:05', false],
    ['time:11:05:30', true],
    ['time:11:05:30.250', true],
    ['time:11:05:30.251', false],
    ['time:>=11:05', true],
    ['time:>11:05', false],
    ['time:<11:06', true],
    ['time:..11:05', true],
    ['time:23:00..12:00', true],
    ['time:23:00..11:00', false],
    ['time:<00:00', false],
    ['time:>23:59', false],
    ['time:2026-11-21', true],
    ['time:2026-11-20', false],
    ['time:2026-11-20..2026-11-21', true],
    ['time:>2026-11-21', false],
    ['time:2026-11-21T11:00..11:10', true],
    ['time:2026-11-21T11:00..2026-11-21T11:04', false],
    ['time:2026-11-21T10:05Z', true],
    ['time:2026-11-21T12:05:30+02:00', true],
    ['time:"2026-11-21 11:05"', true],
    ['time:2026-11-21T10:05:30.250Z..2026-11-21T10:05:30.250Z', true],
    ['time:09:00..10:00,11:00..12:00', true],
  ])('%s: %s', (query, expected) => {
    expect(matches(query, { at }, berlin)).toBe(expected);
  });

  it('go by the clock on days on which it is changed', () => {
    // 2026-10-25 has 25 hours in Berlin: from 22:00 UTC to 23:00 UTC of the next day.
    const day = 'time:2026-10-25';
    expect(matches(day, { at: Date.UTC(2026, 9, 24, 21, 59, 59, 999) }, berlin)).toBe(false);
    expect(matches(day, { at: Date.UTC(2026, 9, 24, 22) }, berlin)).toBe(true);
    expect(matches(day, { at: Date.UTC(2026, 9, 25, 22, 59, 59, 999) }, berlin)).toBe(true);
    expect(matches(day, { at: Date.UTC(2026, 9, 25, 23) }, berlin)).toBe(false);
    // Both hours from two to three.
    for (const hour of [0, 1]) {
      expect(matches('time:02:30', { at: Date.UTC(2026, 9, 25, hour, 30) }, berlin)).toBe(true);
    }
  });
});
