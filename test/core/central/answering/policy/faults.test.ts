import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptRecord } from '../../memoryRecorder.ts';
import { start, startPolicyCore, token, type PolicyCore } from './policyCore.ts';

let core: PolicyCore;

beforeEach(async () => {
  core = await startPolicyCore();
});
afterEach(() => core.close());

const call = (id: string): Promise<KeptRecord> =>
  core.recorder.find(({ messageId, direction }) => messageId === id && direction === 'in');
const answer = (id: string): Promise<KeptRecord> =>
  core.recorder.find(({ messageId, direction }) => messageId === id && direction === 'out');
const left = (stationId?: string): unknown => core.policies.faults(stationId).map(({ next }) => next);

describe.each(['1.6', '2.0.1', '2.1'] as const)('a fault of %s', (version) => {
  it('withholds exactly the next answers of one action, and says so in the trace', async () => {
    core.policies.addFault('CP-1', { action: 'Heartbeat', answer: { kind: 'none' }, next: 2 });
    const station = await core.connect('CP-1', version);
    station.send([2, 'h1', 'Heartbeat', {}]);
    await station.ask('DataTransfer', { vendorId: 'V' }, 'd1');
    expect(left('CP-1')).toEqual([1]);
    station.send([2, 'h2', 'Heartbeat', {}]);
    expect(await station.ask('Heartbeat', {}, 'h3')).toHaveProperty('currentTime');
    expect(left('CP-1')).toEqual([]);
    expect((await call('h1')).issues).toEqual([
      { severity: 'info', code: 'answer-withheld', message: 'Kerbside withheld the answer, as set: 1 more.' },
    ]);
    expect((await call('h2')).issues[0]?.message).toBe('Kerbside withheld the answer, as set: the last one.');
    expect((await call('h3')).issues).toEqual([]);
    const answered = core.recorder.records
      .filter(({ kind }) => kind === 'result')
      .map(({ messageId }) => messageId);
    expect(answered).toEqual(['d1', 'h3']);
  });

  it('answers with a CALLERROR, whatever the action, until it is cleared', async () => {
    const { id } = core.policies.addFault(undefined, {
      answer: { kind: 'error', code: 'InternalError', description: 'on purpose' },
    });
    const station = await core.connect('CP-1', version);
    for (const action of ['Heartbeat', 'Heartbeat', 'OwnAction']) {
      station.send([2, action, action, {}]);
      expect(await station.nextFrame()).toEqual([4, action, 'InternalError', 'on purpose', {}]);
    }
    expect(core.policies.faults(undefined)).toMatchObject([{ id, done: 3 }]);
    expect((await answer('Heartbeat')).issues).toMatchObject([
      { code: 'answer-error-set', severity: 'info' },
    ]);
    expect(core.policies.clearFaults(undefined, id)).toBe(1);
    expect(await station.ask('Heartbeat', {})).toHaveProperty('currentTime');
  });

  it('edits the payload, merged or replaced, also where the result is not valid', async () => {
    const station = await core.connect('CP-1', version);
    const payload = { currentTime: null, interval: 'soon' };
    core.policies.addFault('CP-1', {
      action: 'Heartbeat',
      next: 1,
      answer: { kind: 'payload', mode: 'merge', payload },
    });
    expect(await station.ask('Heartbeat', {}, 'm')).toEqual({ interval: 'soon' });
    const codes = core.recorder.codesOf(await answer('m'));
    expect(codes).toContain('answer-edited');
    expect(codes.length).toBeGreaterThan(1);
    core.policies.addFault('CP-1', {
      action: 'Heartbeat',
      next: 1,
      answer: { kind: 'payload', mode: 'replace', payload: { currentTime: 'yesterday', null: null } },
    });
    expect(await station.ask('Heartbeat', {})).toEqual({ currentTime: 'yesterday', null: null });
    expect(await station.ask('Heartbeat', {})).toEqual({
      currentTime: expect.stringMatching(/Z$/) as string,
    });
  });
});

describe('a delay', () => {
  it('holds back its own answer and nothing else', async () => {
    core.policies.addFault('CP-1', { action: 'Heartbeat', delayMs: 1000, next: 1 });
    const [late, other] = [await core.connect('CP-1'), await core.connect('CP-2', '2.1')];
    late.send([2, 'late', 'Heartbeat', {}]);
    await call('late');
    expect(await other.ask('Heartbeat', {})).toHaveProperty('currentTime');
    expect(await late.ask('Authorize', { idTag: 'A' })).toHaveProperty('idTagInfo');
    expect(await late.ask('Heartbeat', {}, 'quick')).toHaveProperty('currentTime');
    const [type, id] = await late.nextFrame();
    expect([type, id]).toEqual([3, 'late']);
    const { issues } = await answer('late');
    expect(issues).toEqual([expect.objectContaining({ code: 'answer-delayed', severity: 'info' })]);
  });

  it('goes together with another answer', async () => {
    core.policies.addFault('CP-1', {
      action: 'Heartbeat',
      delayMs: 20,
      answer: { kind: 'error', code: 'GenericError' },
      next: 1,
    });
    const station = await core.connect('CP-1');
    station.send([2, 'x', 'Heartbeat', {}]);
    expect(await station.nextFrame()).toEqual([4, 'x', 'GenericError', '', {}]);
  });
});

describe('faults', () => {
  it('of a station go before those of all, each in its turn', async () => {
    core.policies.addFault(undefined, { answer: { kind: 'error', code: 'GenericError' }, next: 1 });
    core.policies.addFault('CP-1', { answer: { kind: 'error', code: 'NotSupported' }, next: 1 });
    core.policies.addFault('CP-1', { answer: { kind: 'error', code: 'SecurityError' }, next: 1 });
    const station = await core.connect('CP-1');
    const codes: unknown[] = [];
    for (let index = 0; index < 3; index += 1) {
      station.send([2, `h${index}`, 'Heartbeat', {}]);
      codes.push((await station.nextFrame())[2]);
    }
    expect(codes).toEqual(['NotSupported', 'SecurityError', 'GenericError']);
    expect(await station.ask('Heartbeat', {})).toHaveProperty('currentTime');
    expect([left(), left('CP-1')]).toEqual([[], []]);
  });

  it('do not use up transaction numbers that nobody was told, and a retry is answered afresh', async () => {
    core.set('CP-1', { transactions: { nextId: 5 } });
    core.policies.addFault('CP-1', { action: 'StartTransaction', answer: { kind: 'none' }, next: 1 });
    core.policies.addFault('CP-1', {
      action: 'StartTransaction',
      answer: { kind: 'error', code: 'InternalError' },
      next: 1,
    });
    const station = await core.connect('CP-1');
    station.send([2, 's', 'StartTransaction', start('A')]);
    station.send([2, 's', 'StartTransaction', start('A')]);
    expect((await station.nextFrame())[0]).toBe(4);
    expect(await station.ask('StartTransaction', start('A'), 's')).toMatchObject({ transactionId: 5 });
  });

  it('are told with their counters as they count down', async () => {
    core.policies.addFault('CP-1', { action: 'Heartbeat', answer: { kind: 'none' }, next: 2 });
    const counted = new Promise((resolve) => {
      core.policies.onChange(({ faults: [fault] }) => fault?.done === 1 && resolve(fault));
    });
    const station = await core.connect('CP-1');
    station.send([2, 'h', 'Heartbeat', {}]);
    expect(await counted).toMatchObject({ action: 'Heartbeat', next: 1, done: 1 });
  });

  it('have a limit', () => {
    for (let index = 0; index < 100; index += 1) core.policies.addFault('CP-1', { delayMs: 1 });
    expect(() => core.policies.addFault('CP-1', { delayMs: 1 })).toThrow(/100 faults/);
    expect(core.policies.clearFaults('CP-1')).toBe(100);
    expect(core.policies.clearFaults('CP-9')).toBe(0);
  });

  it('an edited answer is what the station is taken to have been told', async () => {
    core.set('CP-2', { idTags: { mode: 'reject' } });
    const payload = { idTokenInfo: { status: 'Accepted' } };
    core.policies.addFault('CP-2', {
      action: 'Authorize',
      answer: { kind: 'payload', mode: 'replace', payload },
    });
    const station = await core.connect('CP-2', '2.0.1');
    expect(await station.ask('Authorize', token('A'))).toEqual(payload);
    expect(core.policies.seenTags('CP-2')).toMatchObject([{ tag: 'A', answered: 'Accepted' }]);
  });
});
