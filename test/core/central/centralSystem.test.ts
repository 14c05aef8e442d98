import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Station } from '../../../shared/station/station.ts';
import { RawStation } from './rawStation.ts';
import { startTestCore, type TestCore } from './testCore.ts';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
});
afterEach(() => core.close());

const station = (id = 'CP1'): Promise<RawStation> => RawStation.connect(`${core.url}/${id}`);
const GET = '{"key":["HeartbeatInterval"]}';

describe('a command', () => {
  it('goes out as typed and ends with the records that prove it', async () => {
    const raw = await station();
    const outcome = core.central.call('CP1', 'Reset', '{ "type": "Soft" }');
    const text = await raw.next();
    const [type, id, action] = JSON.parse(text) as [number, string, string];
    expect([type, action]).toEqual([2, 'Reset']);
    expect(text).toContain('"Reset",{ "type": "Soft" }]');
    raw.send([3, id, { status: 'Rejected' }]);
    const { requestSeq, responseSeq, ...rest } = await outcome;
    expect(rest).toEqual({
      outcome: 'answered',
      action: 'Reset',
      payload: { status: 'Rejected' },
      latencyMs: expect.any(Number),
    });
    expect(core.recorder.records[(requestSeq ?? 0) - 1]).toMatchObject({
      kind: 'call',
      direction: 'out',
      raw: text,
    });
    expect(core.recorder.records[(responseSeq ?? 0) - 1]).toMatchObject({
      kind: 'result',
      pairSeq: requestSeq,
    });
  });

  it('that gets a CALLERROR is refused, with the station’s words', async () => {
    const raw = await station();
    const outcome = core.central.call('CP1', 'ClearCache', '{}');
    raw.send([4, (await raw.nextFrame())[1], 'NotSupported', 'no cache', {}]);
    expect(await outcome).toMatchObject({
      outcome: 'refused',
      code: 'NotSupported',
      description: 'no cache',
    });
  });

  it('carries the issues of its answer', async () => {
    const raw = await station();
    const outcome = core.central.call('CP1', 'Reset', '{"type":"Hard"}');
    raw.send([3, (await raw.nextFrame())[1], { status: 'Maybe' }]);
    expect(await outcome).toMatchObject({ outcome: 'answered', issues: [{ code: 'schema-enum' }] });
  });

  it('waits for the one before it, while the station’s own calls are answered', async () => {
    const raw = await station();
    const first = core.central.call('CP1', 'ClearCache', '{}');
    const second = core.central.call('CP1', 'GetConfiguration', GET);
    const [, firstId] = await raw.nextFrame();
    expect((await core.station(({ openCalls }) => openCalls === 2)).id).toBe('CP1');
    await raw.ask('Heartbeat', {});
    raw.send([3, firstId, { status: 'Accepted' }]);
    expect((await first).outcome).toBe('answered');
    const [, secondId, action] = await raw.nextFrame();
    expect(action).toBe('GetConfiguration');
    raw.send([3, secondId, {}]);
    expect((await second).outcome).toBe('answered');
    expect((await core.station(({ openCalls }) => openCalls === 0)).id).toBe('CP1');
  });

  it('times out, lets the next one go, and its late answer is recorded with an issue', async () => {
    const raw = await station();
    const late = core.central.call('CP1', 'ClearCache', '{}', { timeoutMs: 40 });
    const next = core.central.call('CP1', 'GetConfiguration', GET);
    const [, lateId] = await raw.nextFrame();
    expect(await late).toMatchObject({ outcome: 'timed-out', requestSeq: expect.any(Number) });
    const [, nextId] = await raw.nextFrame();
    raw.send([3, lateId, { status: 'Accepted' }]);
    raw.send([3, nextId, {}]);
    raw.send([3, nextId, {}]);
    expect((await next).outcome).toBe('answered');
    await raw.ask('Heartbeat', {});
    const answers = core.recorder.records.filter(
      ({ kind, direction }) => kind === 'result' && direction === 'in',
    );
    expect(answers.map((answer) => core.recorder.codesOf(answer))).toEqual([
      ['answer-late'],
      [],
      ['answer-repeated'],
    ]);
    expect(answers[0]).toMatchObject({ action: 'ClearCache', pairSeq: expect.any(Number) });
  });

  it('says so when an answer came that could not be read', async () => {
    const raw = await station();
    const outcome = core.central.call('CP1', 'GetConfiguration', GET, { timeoutMs: 60 });
    const [, id] = await raw.nextFrame();
    raw.send(`[3,"${id}",{"configurationKey":[{"key":"Hea`);
    const malformed = await core.recorder.find(({ kind }) => kind === 'malformed');
    expect(await outcome).toMatchObject({
      outcome: 'timed-out',
      responseSeq: malformed.seq,
      description: expect.stringContaining('could not be read'),
    });
  });

  it('takes an answer that lost nothing but its last brackets', async () => {
    const raw = await station();
    const outcome = core.central.call('CP1', 'GetConfiguration', GET);
    const [, id] = await raw.nextFrame();
    raw.send(`[3,"${id}",{"configurationKey":[]`);
    expect(await outcome).toMatchObject({
      outcome: 'answered',
      payload: { configurationKey: [] },
      issues: [{ code: 'frame-cut-off', severity: 'error' }],
    });
  });

  it('can be cancelled in flight and while it waits', async () => {
    const raw = await station();
    const [inFlight, waiting] = [new AbortController(), new AbortController()];
    const first = core.central.call('CP1', 'ClearCache', '{}', { signal: inFlight.signal });
    const second = core.central.call('CP1', 'Reset', '{"type":"Soft"}', { signal: waiting.signal });
    const third = core.central.call('CP1', 'GetConfiguration', GET);
    const [, firstId] = await raw.nextFrame();
    waiting.abort();
    inFlight.abort();
    const cancelled = await first;
    expect(cancelled).toMatchObject({ outcome: 'cancelled', requestSeq: expect.any(Number) });
    expect(await second).toEqual({
      outcome: 'cancelled',
      action: 'Reset',
      description: 'Cancelled before it was sent.',
    });
    const [, thirdId, action] = await raw.nextFrame();
    expect(action).toBe('GetConfiguration');
    raw.send([3, firstId, { status: 'Accepted' }]);
    raw.send([3, thirdId, {}]);
    await third;
    const late = await core.recorder.find(
      ({ messageId, kind }) => messageId === firstId && kind === 'result',
    );
    expect(late.pairSeq).toBe(cancelled.requestSeq);
    expect(core.recorder.codesOf(late)).toEqual(['answer-late']);
  });

  it('with a signal that is aborted already is never sent', async () => {
    const raw = await station();
    const outcome = await core.central.call('CP1', 'ClearCache', '{}', { signal: AbortSignal.abort() });
    expect(outcome.outcome).toBe('cancelled');
    await raw.ask('Heartbeat', {});
    expect(core.recorder.records.some(({ action }) => action === 'ClearCache')).toBe(false);
  });

  it('ends with the connection, with the reason', async () => {
    const raw = await station();
    const first = core.central.call('CP1', 'Reset', '{"type":"Hard"}');
    const second = core.central.call('CP1', 'ClearCache', '{}');
    await raw.next();
    raw.socket.close(1001);
    expect(await first).toMatchObject({
      outcome: 'disconnected',
      requestSeq: expect.any(Number),
      description: expect.stringContaining('goes away'),
    });
    const unsent = await second;
    expect(unsent).toMatchObject({
      outcome: 'disconnected',
      description: expect.stringMatching(/^Not sent\./),
    });
    expect(unsent).not.toHaveProperty('requestSeq');
  });

  it('to a station that is gone sends nothing', async () => {
    (await station()).socket.close();
    await core.station(({ connected }) => !connected);
    expect(await core.central.call('CP1', 'ClearCache', '{}')).toEqual({
      outcome: 'disconnected',
      action: 'ClearCache',
      description: 'Not sent. CP1 is not connected.',
    });
  });

  it('to a station that was never seen fails and lists the known ones', async () => {
    await station('CP7');
    await core.station(({ connected }) => connected);
    await expect(core.central.call('CP1', 'ClearCache', '{}')).rejects.toMatchObject({
      code: 'not-found',
      hint: 'Known stations: CP7.',
    });
  });

  it('that is not valid is refused, and sent anyway on request', async () => {
    const raw = await station();
    await core.station(({ connected }) => connected);
    const { central, recorder } = core;
    await expect(central.call('CP1', 'Reset', '{"type":"Warm"}')).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining('Warm'),
    });
    await expect(central.call('CP1', 'Rset', '{}')).rejects.toMatchObject({
      hint: expect.stringContaining('Reset'),
    });
    expect(recorder.records.some(({ direction, kind }) => direction === 'out' && kind === 'call')).toBe(
      false,
    );
    const outcome = central.call('CP1', 'Reset', '{"type":', { sendAnyway: true });
    const text = await raw.next();
    expect(text).toMatch(/"Reset",\{"type":\]$/);
    const call = await recorder.find(({ direction, kind }) => direction === 'out' && kind === 'call');
    expect(recorder.codesOf(call)).toEqual(['payload-not-json']);
    raw.send([4, call.messageId, 'FormationViolation', '', {}]);
    expect((await outcome).outcome).toBe('refused');
  });
});

describe('connections of one identity', () => {
  it('the newest wins, and the calls of the old one end', async () => {
    const old = await station();
    const open = core.central.call('CP1', 'ClearCache', '{}');
    await old.next();
    const closed = old.closed();
    const fresh = await station();
    expect(await closed).toEqual({ code: 1000, reason: 'replaced by a newer connection' });
    expect(await open).toMatchObject({
      outcome: 'disconnected',
      description: expect.stringContaining('replaced by a newer connection'),
    });
    const next = core.central.call('CP1', 'ClearCache', '{}');
    fresh.send([3, (await fresh.nextFrame())[1], { status: 'Accepted' }]);
    expect((await next).outcome).toBe('answered');
    expect(core.central.list()).toMatchObject([{ id: 'CP1', connected: true }]);
    const marks = core.recorder.records.filter(({ kind }) => kind === 'connect' || kind === 'disconnect');
    expect(marks.map(({ kind }) => kind)).toEqual(['connect', 'disconnect', 'connect']);
  });

  it('an old one that does not go is cut off, and what it still says is recorded', async () => {
    const old = await station();
    await old.ask('Heartbeat', {});
    // It reads no more, so it never answers the closing frame.
    old.socket.pause();
    const fresh = await station();
    old.send([2, 'late', 'Heartbeat', {}]);
    const late = await core.recorder.find(({ messageId }) => messageId === 'late');
    expect(core.recorder.codesOf(late)).toEqual(['replaced-connection']);
    await fresh.ask('Heartbeat', {});
    expect(core.recorder.records.filter(({ messageId }) => messageId === 'late')).toHaveLength(1);
    old.socket.resume();
    await once(old.socket, 'close');
  });
});

describe('stations of the file', () => {
  it('are listed as disconnected', async () => {
    await core.close();
    const earlier: Station = {
      id: 'CP1',
      version: '1.6',
      connected: true,
      remoteAddress: '10.0.0.9',
      bootCount: 3,
      connectors: [],
      openCalls: 1,
    };
    core = await startTestCore({ stations: [earlier] });
    expect(core.central.list()).toMatchObject([{ id: 'CP1', connected: false, openCalls: 0, bootCount: 3 }]);
    await station();
    expect(await core.station(({ connected }) => connected)).toMatchObject({
      bootCount: 3,
      remoteAddress: '127.0.0.1',
    });
  });
});

describe('closing', () => {
  it('one connection lets the station come back', async () => {
    const raw = await station();
    await core.station(({ connected }) => connected);
    const closed = raw.closed();
    core.central.disconnect('CP1');
    expect(await closed).toEqual({ code: 1000, reason: 'closed by the technician' });
    await station();
    await core.station(({ connected, connectedAt }) => connected && connectedAt !== undefined);
    expect(() => core.central.disconnect('CP9')).toThrow(/No station CP9/);
  });

  it('of the system does not wait for a peer that does not answer', async () => {
    const raw = await station();
    raw.socket.pause();
    const open = core.central.call('CP1', 'ClearCache', '{}');
    await core.recorder.find(({ kind }) => kind === 'call');
    await core.close();
    expect(await open).toMatchObject({ outcome: 'disconnected' });
    expect(core.recorder.records.at(-1)).toMatchObject({ kind: 'disconnect', direction: 'out' });
    expect(core.saved.get('CP1')).toMatchObject({ connected: false });
    core = await startTestCore();
  });
});
