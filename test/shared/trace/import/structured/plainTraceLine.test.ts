import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundItem } from '../../../../../shared/trace/import/found.ts';
import { openOcppTraceFormat } from '../../../../../shared/trace/import/structured/openOcppTraceFormat.ts';
import { plainTraceLine } from '../../../../../shared/trace/import/structured/plainTraceLine.ts';
import { utcTime } from '../../../../../shared/trace/import/structured/utcTime.ts';

const CALL =
  '{"schemaVersion":"1.1","timestamp":"2026-09-21T14:13:20.750Z","ocppVersion":"1.6","transport":"json","chargePointId":"CP-1","connectorId":1,"direction":"cp-to-csms","messageType":"CALL","messageId":"m-1","action":"MeterValues","payload":PAYLOAD,"raw":RAW}';

function line(payload: string, raw: string): string {
  return CALL.replace('PAYLOAD', () => payload).replace('RAW', () => JSON.stringify(raw));
}

function read(text: string): FoundItem[] {
  const items: FoundItem[] = [];
  const reader = openOcppTraceFormat.open((item) => items.push(item));
  reader.text(text);
  reader.end();
  // What the reader has parsed on the way is no part of what it found.
  return items.map((item) => {
    if (item.type === 'note') return item;
    const { value: _value, ...frame } = item;
    return frame;
  });
}

/** A space behind the first brace says nothing, and keeps the line from the short way. */
function readAsWhole(text: string): FoundItem[] {
  const longWay = text.replace('{', '{ ');
  expect(plainTraceLine(longWay)).toBeUndefined();
  return read(longWay).map((item) =>
    item.type === 'note' ? { ...item, text: item.text.replace('{ ', '{') } : item,
  );
}

describe('lines of Open OCPP Trace on the short way', () => {
  it('is taken by lines as they are usually written', () => {
    const raw = '[2,"m-1","MeterValues",{"connectorId":1}]';
    expect(plainTraceLine(line('{"connectorId":1}', raw))).toMatchObject({
      raw,
      stationId: 'CP-1',
      direction: 'cp-to-csms',
      version: '1.6',
    });
  });

  it.each([
    ['a payload that is spelt otherwise in the frame', '{"a": 1}', '[2,"m-1","A",{"a":1}]'],
    ['two payloads', '1,2', '[2,"m-1","A",1,2]'],
    ['no payload', '', '[2,"m-1","A",]'],
    ['the end of a payload', '"b":2}', '[2,"m-1","A",{"a":1,"b":2}]'],
    ['the end of an action', 'B",{}', '[2,"m-1","A,B",{}]'],
    ['the comma before it', ',{}', '[2, "m-1","A",{}]'],
    ['a frame that is escaped', '{}', String.raw`[2,"m\u002d1","A",{}]`],
    ['a frame that ends with a space', '{}', '[2,"m-1","A",{}] '],
    ['more elements than the frame should have', '{}', '[3,"m-1",{},{}]'],
    ['a frame that is no JSON', '{"a":tru}', '[2,"m-1","A",{"a":tru}]'],
    [
      'a number with more digits than JSON.parse keeps',
      '{"a":9223372036854775807}',
      '[2,"m-1","A",{"a":9223372036854775807}]',
    ],
    ['bytes that are no text', '{"a":"\udc80"}', '[2,"m-1","A",{"a":"\udc80"}]'],
    ['a payload that names a raw frame', '{"a":1,"raw":"x"}', '[2,"m-1","A",{"a":1,"raw":"x"}]'],
  ])('finds what the long way finds: %s', (_what, payload, raw) => {
    const text = line(payload, raw);
    expect(read(text)).toEqual(readAsWhole(text));
  });

  it.each([
    ['a member behind the raw frame', '"]"}', '"]","note":"n"}'],
    ['a tab in a name', 'CP-1', 'CP\t1'],
    ['a letter that is escaped in a name', 'CP-1', String.raw`CP\u002d1`],
    ['SOAP', '"transport":"json"', '"transport":"soap"'],
    ['another type of message', '"CALL"', '"NOTE"'],
    ['no station', '"chargePointId":"CP-1",', ''],
    ['a time that no clock has', 'T14:13', 'T24:13'],
    ['a day that no month has', '09-21', '02-30'],
    ['a number with a zero in front', '"connectorId":1', '"connectorId":01'],
    ['a line that is cut off', '"}', '"'],
  ])('finds what the long way finds: %s', (_what, from, to) => {
    const text = line('{"a":["]"]}', '[2,"m-1","A",{"a":["]"]}]').replace(from, () => to);
    expect(read(text)).toEqual(readAsWhole(text));
  });

  it('finds what the long way finds, whatever is said, wherever the payload is cut', () => {
    const id = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('m-1', '"', '\\', ',"', '\\",'));
    fc.assert(
      fc.property(id, id, fc.json(), fc.integer({ min: -6, max: 6 }), (messageId, action, payload, shift) => {
        const raw = `[2,${JSON.stringify(messageId)},${JSON.stringify(action)},${payload}]`;
        const cut =
          shift === 0 ? payload : raw.slice(Math.max(0, raw.length - 1 - payload.length + shift), -1);
        const text = line(cut, raw);
        expect(read(text)).toEqual(readAsWhole(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('times in UTC', () => {
  it('are what Date.parse makes of them', () => {
    const twoDigits = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    const zone = fc.constantFrom('Z', '', '+01:00', 'z');
    fc.assert(
      fc.property(fc.tuple(twoDigits, twoDigits, twoDigits, twoDigits, twoDigits), zone, (parts, end) => {
        const [month, day, hours, minutes, seconds] = parts;
        const text = `2026-${month}-${day}T${hours}:${minutes}:${seconds}.${minutes}7${end}`;
        expect(utcTime(text)).toBe(Date.parse(text));
      }),
      { numRuns: 1000 },
    );
    for (const date of [new Date(0), new Date(8.64e15), new Date(-1), new Date('2024-02-29T23:59:59.999Z')]) {
      expect(utcTime(date.toISOString())).toBe(date.getTime());
    }
  });
});
