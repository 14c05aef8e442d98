import { describe, expect, it } from 'vitest';
import {
  advance,
  NO_CALLS,
  type CallInput,
  type CallState,
} from '../../../../electron/core/central/calls/callMachine.ts';

interface Call {
  id: string;
}
const call = (id: string): Call => ({ id });

/** Runs inputs and tells all effects in short: `send a`, `end a answered`. */
function run(...inputs: Array<CallInput<Call>>): { state: CallState<Call>; told: string[] } {
  let state: CallState<Call> = NO_CALLS;
  const told: string[] = [];
  for (const input of inputs) {
    const next = advance(state, input);
    state = next.state;
    for (const effect of next.effects) {
      told.push(
        effect.type === 'send'
          ? `send ${effect.call.id}`
          : `end ${effect.call.id} ${effect.how}${effect.wasSent ? '' : ' unsent'}`,
      );
    }
  }
  return { state, told };
}

const add = (id: string): CallInput<Call> => ({ type: 'add', call: call(id) });

describe('one outstanding call', () => {
  it('sends the first at once and the others in order, one after each end', () => {
    expect(run(add('a'), add('b'), add('c')).told).toEqual(['send a']);
    expect(
      run(add('a'), add('b'), add('c'), { type: 'answer', id: 'a' }, { type: 'timeout', id: 'b' }).told,
    ).toEqual(['send a', 'end a answered', 'send b', 'end b timed-out', 'send c']);
  });

  it('takes a waiting call out without sending it', () => {
    const { told, state } = run(add('a'), add('b'), add('c'), { type: 'cancel', id: 'b' });
    expect(told).toEqual(['send a', 'end b cancelled unsent']);
    expect(state).toEqual({ inFlight: call('a'), waiting: [call('c')] });
  });

  it('lets the next one go when the outstanding one is cancelled', () => {
    expect(run(add('a'), add('b'), { type: 'cancel', id: 'a' }).told).toEqual([
      'send a',
      'end a cancelled',
      'send b',
    ]);
  });

  it('lets the next one go when the outstanding one cannot be delivered', () => {
    expect(run(add('a'), add('b'), { type: 'lose', id: 'a' }).told).toEqual([
      'send a',
      'end a disconnected',
      'send b',
    ]);
  });

  it('drops everything on disconnect', () => {
    const { told, state } = run(add('a'), add('b'), { type: 'drop' });
    expect(told).toEqual(['send a', 'end a disconnected', 'end b disconnected unsent']);
    expect(state).toEqual(NO_CALLS);
  });

  it.each(['answer', 'timeout', 'cancel'] as const)(
    '%s of an unknown or waiting id ends nothing in flight',
    (type) => {
      expect(run(add('a'), { type, id: 'x' }).told).toEqual(['send a']);
      expect(run(add('a'), { type, id: 'a' }, { type, id: 'a' }).told).toHaveLength(2);
    },
  );

  it('does not take an answer to a call that waits', () => {
    expect(run(add('a'), add('b'), { type: 'answer', id: 'b' }).told).toEqual(['send a']);
  });
});
