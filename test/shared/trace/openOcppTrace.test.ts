import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';
import { toOpenOcppTrace, type OpenOcppTraceInput } from '../../../shared/trace/openOcppTrace.ts';

const AT = Date.UTC(2026, 10, 21, 9, 41, 7, 113);

/** A record as the store has it, from its raw text. */
function record(raw: string, more: Partial<OpenOcppTraceInput> = {}): OpenOcppTraceInput {
  const frame = parseFrame(raw);
  return {
    seq: 7,
    at: AT,
    stationId: 'CP-1',
    version: '1.6',
    kind: frame.kind,
    direction: 'in',
    action: 'action' in frame ? frame.action : undefined,
    messageId: frame.id,
    issues: frame.issues,
    raw,
    rawEncoding: 'text',
    ...more,
  };
}

describe('Open OCPP Trace, strict', () => {
  it('writes a call', () => {
    const raw = '[2, "1", "StatusNotification", {"connectorId":1,"status":"Faulted"}]';
    expect(toOpenOcppTrace(record(raw), 'strict')).toEqual({
      schemaVersion: '1.1',
      timestamp: '2026-11-21T09:41:07.113Z',
      ocppVersion: '1.6',
      transport: 'json',
      chargePointId: 'CP-1',
      connectorId: 1,
      direction: 'cp-to-csms',
      messageType: 'CALL',
      messageId: '1',
      action: 'StatusNotification',
      payload: { connectorId: 1, status: 'Faulted' },
      raw,
    });
  });

  it('writes an answer with the action of its call', () => {
    const raw = '[3,"1",{"connectorId":1}]';
    const line = toOpenOcppTrace(record(raw, { direction: 'out', action: 'Reset' }), 'strict');
    expect(line).toMatchObject({ direction: 'csms-to-cp', messageType: 'CALLRESULT', action: 'Reset', raw });
    expect(line).not.toHaveProperty('connectorId');
  });

  it('writes an error without a payload', () => {
    const line = toOpenOcppTrace(record('[4,"1","NotSupported","no",{"a":1}]'), 'strict');
    expect(line?.error).toEqual({ code: 'NotSupported', description: 'no', details: { a: 1 } });
    expect(line).not.toHaveProperty('payload');
  });

  it.each(['pong', '[6,"1","NotifyPeriodicEventStream",{}]', '[5,"1","FormatViolation","",{}]'])(
    'has no line for %j',
    (raw) => {
      expect(toOpenOcppTrace(record(raw), 'strict')).toBeUndefined();
    },
  );

  it('has no line for the marks of a connection', () => {
    expect(toOpenOcppTrace(record('{}', { kind: 'connect' }), 'strict')).toBeUndefined();
    expect(toOpenOcppTrace(record('{}', { kind: 'disconnect' }), 'strict')).toBeUndefined();
  });

  it('leaves out a raw text that a plain reader would decode to something else', () => {
    expect(toOpenOcppTrace(record('[2,7,"Heartbeat",{}]'), 'strict')).not.toHaveProperty('raw');
    expect(toOpenOcppTrace(record('\uFEFF[2,"7","Heartbeat",{}]'), 'strict')).not.toHaveProperty('raw');
    const edited = record('[2,"7","Heartbeat",{}]', { action: 'Reset' });
    expect(toOpenOcppTrace(edited, 'strict')).not.toHaveProperty('raw');
  });

  it('holds to the rules of the format, for any frame', () => {
    const json = fc.jsonValue();
    const frame = fc
      .tuple(
        fc.constantFrom<unknown>(2, 3, 4, 5, 6, '2', 1),
        fc.oneof(fc.string(), json),
        fc.array(json, { maxLength: 5 }),
      )
      .map(([type, id, rest]) => JSON.stringify([type, id, ...rest]));
    fc.assert(
      fc.property(frame, (raw) => {
        const line = toOpenOcppTrace(record(raw), 'strict');
        if (line === undefined) return;
        expect(['CALL', 'CALLRESULT', 'CALLERROR']).toContain(line.messageType);
        expect('error' in line).toBe(line.messageType === 'CALLERROR');
        expect('meta' in line).toBe(false);
        if (line.messageType === 'CALL') expect(line.action).toBeTypeOf('string');
        if (line.raw === undefined) return;
        const decoded = JSON.parse(line.raw) as unknown[];
        const written = JSON.parse(JSON.stringify(line)) as { payload?: unknown };
        expect(decoded[1]).toBe(line.messageId);
        if (line.messageType === 'CALL') expect(decoded[2]).toBe(line.action);
        if (line.messageType === 'CALL') expect(decoded[3]).toStrictEqual(written.payload);
        if (line.messageType === 'CALLRESULT') expect(decoded[2]).toStrictEqual(written.payload);
        if (line.messageType === 'CALLERROR') expect(decoded[2]).toBe(line.error?.code);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Open OCPP Trace, full', () => {
  const full = (raw: string, more: Partial<OpenOcppTraceInput> = {}): unknown =>
    JSON.parse(JSON.stringify(toOpenOcppTrace(record(raw, more), 'full')));

  it('keeps what 1.1 has no place for under meta.kerbside', () => {
    expect(full('[2,7,"Heartbeat",{}]', { pairSeq: 8, latencyMs: 3 })).toMatchObject({
      messageId: '7',
      raw: '[2,7,"Heartbeat",{}]',
      meta: { kerbside: { seq: 7, pairSeq: 8, latencyMs: 3, issues: [{ code: 'frame-numeric-id' }] } },
    });
    expect(full('[3,"1",{}]')).toMatchObject({ meta: { kerbside: { seq: 7 } } });
    expect(full('[3,"1",{}]', { at: AT + 0.25 })).toMatchObject({
      timestamp: '2026-11-21T09:41:07.113Z',
      meta: { kerbside: { seq: 7, at: AT + 0.25 } },
    });
  });

  it('has a line for everything', () => {
    expect(full('[3,"id",{"configurationKey":[')).toMatchObject({
      messageType: 'MALFORMED',
      messageId: 'id',
      raw: '[3,"id",{"configurationKey":[',
      meta: { kerbside: { kind: 'malformed', issues: [{ code: 'frame-cut-off' }] } },
    });
    expect(full('AAEC', { kind: 'malformed', rawEncoding: 'base64' })).toMatchObject({
      raw: 'AAEC',
      meta: { kerbside: { rawEncoding: 'base64' } },
    });
    expect(full('[6,"1","NotifyPeriodicEventStream",{"id":1}]')).toMatchObject({
      messageType: 'SEND',
      payload: { id: 1 },
      meta: { kerbside: { kind: 'send' } },
    });
    expect(full('[5,"1","FormatViolation","",{}]')).toMatchObject({
      messageType: 'CALLRESULTERROR',
      error: { code: 'FormatViolation' },
    });
    expect(full('{"remoteAddress":"10.0.0.7"}', { kind: 'connect' })).toMatchObject({
      messageType: 'CONNECT',
      payload: { remoteAddress: '10.0.0.7' },
    });
    expect(full('gone', { kind: 'disconnect' })).toMatchObject({ messageType: 'DISCONNECT', raw: 'gone' });
  });

  it('can always be written, however deep a payload goes', () => {
    const deep = `[2,"1","X",{"a":${'['.repeat(300_000)}${']'.repeat(300_000)}}]`;
    expect(full(deep)).toMatchObject({ messageType: 'CALL', action: 'X', raw: deep });
    expect(full(deep)).not.toHaveProperty('payload');
    const flat = `[2,"1","X",{"a":"${'['.repeat(300_000)}"}]`;
    expect(full(flat)).toHaveProperty('payload');
  });

  it('keeps the raw text, character by character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(full(raw)).toHaveProperty('raw', raw);
      }),
    );
  });
});

describe('Open OCPP Trace of SOAP', () => {
  const raw = '<s:Envelope/>';
  const soap = { transport: 'soap', version: '1.5', raw, rawEncoding: 'text', issues: [] } as const;

  it('writes the payload beside the XML', () => {
    const call = {
      ...record(raw),
      ...soap,
      kind: 'call',
      action: 'StatusNotification',
      messageId: 'm',
    } as const;
    expect(toOpenOcppTrace({ ...call, payload: '{"connectorId":2}' }, 'strict')).toMatchObject({
      ocppVersion: '1.5',
      transport: 'soap',
      messageType: 'CALL',
      connectorId: 2,
      payload: { connectorId: 2 },
      raw,
    });
  });

  it('writes a fault as an error', () => {
    const fault = {
      ...record(raw),
      ...soap,
      kind: 'error',
      payload: '{"code":"NotSupported","description":"no"}',
    } as const;
    expect(toOpenOcppTrace(fault, 'strict')).toMatchObject({
      transport: 'soap',
      messageType: 'CALLERROR',
      error: { code: 'NotSupported', description: 'no', details: {} },
    });
  });

  it('keeps bytes that are no text out of the strict flavour', () => {
    const call = {
      ...record(raw),
      ...soap,
      kind: 'call',
      action: 'Heartbeat',
      payload: '{}',
      rawEncoding: 'base64',
    } as const;
    expect(toOpenOcppTrace(call, 'strict')).not.toHaveProperty('raw');
    expect(toOpenOcppTrace(call, 'full')).toMatchObject({ raw, payload: {} });
  });
});
