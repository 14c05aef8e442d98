import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/json.ts';
import {
  composeCall,
  composeError,
  composeResult,
  composeResultError,
  composeSend,
  echoId,
} from '../../../shared/ocpp/compose.ts';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';

/** As a JSON value of ours: fast-check's type for one is readonly. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

const codes = (text: string): string[] => parseFrame(text).issues.map(({ code }) => code);

describe('parseFrame', () => {
  it('reads the five message types', () => {
    expect(parseFrame('[2,"19223201","Reset",{"type":"Soft"}]')).toEqual({
      kind: 'call',
      id: '19223201',
      action: 'Reset',
      payload: { type: 'Soft' },
      issues: [],
    });
    expect(parseFrame('[3,"a",{}]')).toEqual({ kind: 'result', id: 'a', payload: {}, issues: [] });
    const error = { id: 'a', code: 'NotSupported', description: 'no', details: { x: 1 }, issues: [] };
    expect(parseFrame('[4,"a","NotSupported","no",{"x":1}]')).toEqual({ kind: 'error', ...error });
    expect(parseFrame('[5,"a","NotSupported","no",{"x":1}]')).toEqual({ kind: 'resultError', ...error });
    expect(parseFrame('[6,"a","NotifyPeriodicEventStream",{"id":1}]')).toEqual({
      kind: 'send',
      id: 'a',
      action: 'NotifyPeriodicEventStream',
      payload: { id: 1 },
      issues: [],
    });
  });

  it('shares one frozen list among all frames without issues', () => {
    const first = parseFrame('[3,"a",{}]').issues;
    expect(parseFrame('[2,"b","Heartbeat",{}]').issues).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('accepts white space anywhere between the elements', () => {
    expect(codes('\n[ 2,\r\n "1",\t"Heartbeat" , {} ] ')).toEqual([]);
  });

  it.each([
    ['\uFEFF[2,"1","Heartbeat",{}]', ['frame-bom']],
    ['[2,"1","Heartbeat",{}]\0\0', ['frame-nul']],
    ['[2,"1","DataTransfer",{"vendorId":"x\0\0"}]', ['frame-nul']],
    ['["2","1","Heartbeat",{}]', ['frame-type-not-number']],
    ['[2,1,"Heartbeat",{}]', ['frame-numeric-id']],
    ['[2,"","Heartbeat",{}]', ['frame-id-empty']],
    [`[2,"${'x'.repeat(37)}","Heartbeat",{}]`, ['frame-id-too-long']],
    ['[2,"1","Heartbeat"]', ['frame-missing-element']],
    ['[2,"1","Heartbeat",null]', ['frame-payload-not-object']],
    ['[2,"1","Heartbeat",[]]', ['frame-payload-not-object']],
    ['[2,"1","Heartbeat",{},1]', ['frame-extra-element']],
    ['[2,"1","",{}]', ['frame-action-empty']],
    ['[6,"1","NotifyPeriodicEventStream"]', ['frame-missing-element']],
    ['[3,"1"]', ['frame-missing-element']],
    ['[3,"1","text"]', ['frame-payload-not-object']],
    ['[3,"1",{},{}]', ['frame-extra-element']],
    ['[4,"1","GenericError","","text"]', ['frame-details-not-object']],
    ['[4,"1","GenericError",""]', ['frame-missing-element']],
    ['[4,"1","GenericError",null,{}]', ['frame-description-not-string']],
    ['[4,"1",7,"",{}]', ['frame-error-code-not-string']],
    ['[4,"1","","",{}]', ['frame-error-code-empty']],
    ['[4,"1","GenericError","",{},{}]', ['frame-extra-element']],
  ])('tolerates %j and says %j', (text, expected) => {
    const frame = parseFrame(text);
    expect(frame.kind).not.toBe('malformed');
    expect(frame.issues.map(({ code }) => code)).toEqual(expected);
    for (const issue of frame.issues) {
      expect(issue.severity).toBe('warning');
      expect(issue.clause).toMatch(/^OCPP /);
      expect(issue.message).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each([
    ['', ['frame-empty']],
    ['  \r\n', ['frame-empty']],
    ['\uFEFF', ['frame-bom', 'frame-empty']],
    ['pong', ['frame-not-json']],
    ['<!DOCTYPE html>', ['frame-not-json']],
    ['[3,"1",{"text":"cut', ['frame-cut-off']],
    ['[2,"1","Heartbeat"', ['frame-cut-off']],
    ['[2,"1","StopTransaction",{"meterStop":12', ['frame-cut-off']],
    ['{"a":1}', ['frame-not-array']],
    ['7', ['frame-not-array']],
    ['[]', ['frame-missing-element']],
    ['[2]', ['frame-missing-element']],
    ['[2,null,"Heartbeat",{}]', ['frame-id-not-string']],
    ['[1,"6OUo","StartTransaction",{"connectorId":1}]', ['frame-unknown-type']],
    ['["x","1","Heartbeat",{}]', ['frame-unknown-type']],
    ['[2,"1",{}]', ['frame-action-not-string']],
    ['[2,"1"]', ['frame-missing-element']],
  ])('keeps %j as malformed and says %j', (text, expected) => {
    const frame = parseFrame(text);
    expect(frame.kind).toBe('malformed');
    expect(frame.issues.map(({ code }) => code)).toEqual(expected);
    expect(frame.issues.at(-1)?.severity).toBe('error');
  });

  it('gives what is missing a harmless value', () => {
    expect(parseFrame('[2,"1","Heartbeat"]')).toMatchObject({ kind: 'call', payload: {} });
    expect(parseFrame('[4,"1"]')).toMatchObject({ kind: 'error', code: '', description: '', details: {} });
  });

  it('says where the JSON breaks', () => {
    const [issue] = parseFrame('[2,"1","Reset",{"type":"Soft" x:1}]').issues;
    expect(issue?.message).toBe('The frame is not JSON: it breaks at character 31.');
  });

  it.each([
    [
      '[3,"id",{"configurationKey":[]',
      'frame-cut-off',
      { kind: 'result', payload: { configurationKey: [] } },
    ],
    [
      '[2,"1","MeterValues",{"sampledValue":,{"value":"1"}}]',
      'frame-not-json',
      { kind: 'call', payload: { sampledValue: { value: '1' } } },
    ],
    ['[2,"1","Reset",{"type":"Soft" "x":1}]', 'frame-not-json', { payload: { type: 'Soft', x: 1 } }],
    ['[2,"1","DataTransfer",{"data":"a\nb",}]', 'frame-not-json', { payload: { data: 'a\nb' } }],
    ['[2,"1","Heartbeat",{}]}', 'frame-not-json', { kind: 'call', action: 'Heartbeat' }],
  ])('reads %j as it was meant, with the error %s', (text, code, expected) => {
    const frame = parseFrame(text);
    expect(frame).toMatchObject(expected);
    expect(frame.issues).toMatchObject([
      { code, severity: 'error', message: expect.stringContaining('as it was meant') },
    ]);
  });

  it.each([
    ['[2,"abc","MeterValues",{"sampledValue":,', { id: 'abc', action: 'MeterValues' }],
    ['[2, "a\\"b" , "Heart', { id: 'a"b' }],
    ['[3,"id",{"configurationKey":[', { id: 'id' }],
    ['[4,"id","InternalError","cut', { id: 'id' }],
    ['[1,"6OUo","StartTransaction",{}]', { id: '6OUo', action: 'StartTransaction' }],
    ['[2,77,"Heartbeat",{', { id: '77', idIsNumber: true, action: 'Heartbeat' }],
  ])('recognises what it can of %j', (text, expected) => {
    const { issues: _, ...recognised } = parseFrame(text);
    expect(recognised).toEqual({ kind: 'malformed', ...expected });
  });

  it('never looks for them beyond the start of a huge text', () => {
    expect(parseFrame(`${' '.repeat(600)}[2,"abc","Heartbeat",{`)).not.toHaveProperty('id');
  });

  it('survives ten megabytes of anything', () => {
    for (const text of ['[', '{"a":', '"\\"', '\0', '[2,"', '\\'].map((unit) => unit.repeat(2_000_000))) {
      expect(parseFrame(text).kind).toBe('malformed');
    }
    const big = composeCall('1', 'DataTransfer', JSON.stringify({ data: 'x'.repeat(10_000_000) }));
    expect(parseFrame(big)).toMatchObject({ kind: 'call', issues: [] });
  });

  it.each([
    ['[2,12345,"Heartbeat",{}]', '12345'],
    ['[2, 9223372036854775807 ,"Heartbeat",{}]', '9223372036854775807'],
    ['[2,-3,"Heartbeat",{}]', '-3'],
    ['[2,1.5,"Heartbeat",{}]', '1.5'],
  ])('keeps the numeric id of %j so that the answer can echo it', (text, id) => {
    const frame = parseFrame(text);
    if (frame.kind !== 'call') throw new Error(`not a call but ${frame.kind}`);
    expect(frame).toMatchObject({ id, idIsNumber: true });
    expect(composeResult(echoId(frame), '{}')).toBe(`[3,${id},{}]`);
  });
});

describe('parseFrame, for any text', () => {
  const json = fc.jsonValue();
  const wireText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.array(json, { maxLength: 7 }).map((value) => JSON.stringify(value)),
    fc
      .tuple(fc.constantFrom(2, 3, 4, 5, 6), fc.array(json, { maxLength: 6 }))
      .map(([type, rest]) => JSON.stringify([type, ...rest])),
    fc.string({ unit: fc.constantFrom('[', ']', '"', '\\', ',', '2', '{', '}', ':', ' ', '\0', 'a', '\n') }),
  );

  it('never throws, and has issues where it is malformed', () => {
    fc.assert(
      fc.property(wireText, (text) => {
        const frame = parseFrame(text);
        if (frame.kind === 'malformed') {
          expect(frame.issues.some(({ severity }) => severity === 'error')).toBe(true);
        } else {
          const errors = frame.issues.filter(({ severity }) => severity !== 'warning');
          expect(errors.every(({ message }) => message.includes('as it was meant'))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  const id = fc.string({ unit: 'binary', maxLength: 40 });
  const action = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Heartbeat', 'BootNotification'));
  const object = fc.dictionary(fc.string({ unit: 'binary' }), json).map((value) => plain(value));

  it('reads back what was composed', () => {
    fc.assert(
      fc.property(id, action, object, (id, action, object) => {
        const payloadText = JSON.stringify(object);
        expect(parseFrame(composeCall(id, action, payloadText))).toMatchObject({ kind: 'call', id, action });
        expect(parseFrame(composeSend(id, action, payloadText))).toMatchObject({ kind: 'send', id, action });
        const result = parseFrame(composeResult(id, payloadText));
        expect(result).toMatchObject({ kind: 'result', id });
        expect('payload' in result && result.payload).toStrictEqual(object);
      }),
    );
  });

  it('reads back errors', () => {
    fc.assert(
      fc.property(
        id,
        action,
        fc.string({ unit: 'binary', maxLength: 255 }),
        object,
        (id, code, text, object) => {
          for (const frame of [
            parseFrame(composeError(id, code, text, object)),
            parseFrame(composeResultError(id, code, text, object)),
          ]) {
            expect(frame).toMatchObject({ id, code, description: text });
            expect('details' in frame && frame.details).toStrictEqual(object);
          }
        },
      ),
    );
  });

  it('has no issues with a proper frame', () => {
    const properId = fc.string({ unit: 'binary', minLength: 1, maxLength: 36 });
    fc.assert(
      fc.property(properId, action.filter(Boolean), object, (id, action, object) => {
        expect(codes(composeCall(id, action, JSON.stringify(object)))).toEqual([]);
      }),
    );
  });

  it('takes every cut-off frame as malformed, or says how it is read', () => {
    fc.assert(
      fc.property(id, action, object, fc.nat(), (id, action, object, cut) => {
        const whole = composeCall(id, action, JSON.stringify(object));
        const frame = parseFrame(whole.slice(0, cut % whole.length));
        expect(frame.issues.some(({ severity }) => severity === 'error')).toBe(true);
        if (frame.kind !== 'malformed') expect(frame.issues.at(0)?.code).toBe('frame-cut-off');
      }),
    );
  });
});

describe('compose', () => {
  it('puts the payload in as it is, valid or not', () => {
    expect(composeCall('1', 'X', '{"transactionId":9223372036854775807}')).toBe(
      '[2,"1","X",{"transactionId":9223372036854775807}]',
    );
    expect(composeSend('1', 'X', 'oops')).toBe('[6,"1","X",oops]');
  });

  it('keeps an error description within its 255 characters', () => {
    const frame = parseFrame(composeError('1', 'GenericError', '🚗'.repeat(200), {}));
    expect(frame).toMatchObject({ kind: 'error', issues: [] });
    expect(frame.kind === 'error' && frame.description).toHaveLength(255);
    expect(frame.kind === 'error' && frame.description.isWellFormed()).toBe(true);
  });

  it('echoes an id that is no finite number as text', () => {
    expect(composeResult(echoId({ id: 'Infinity', idIsNumber: true }), '{}')).toBe('[3,"Infinity",{}]');
  });
});
