import { assertNever } from '../../../../shared/assertNever.ts';

/** A call as far as the queue is concerned. */
export interface QueuedCall {
  readonly id: string;
}

export interface CallState<C extends QueuedCall> {
  readonly inFlight: C | undefined;
  readonly waiting: readonly C[];
}

export type CallInput<C extends QueuedCall> =
  | { type: 'add'; call: C }
  | { type: 'cancel' | 'timeout' | 'answer' | 'lose'; id: string }
  | { type: 'drop' };

export type CallEffect<C extends QueuedCall> =
  | { type: 'send'; call: C }
  | { type: 'end'; call: C; how: 'answered' | 'timed-out' | 'cancelled' | 'disconnected'; wasSent: boolean };

export const NO_CALLS: CallState<never> = Object.freeze({ inFlight: undefined, waiting: Object.freeze([]) });

/**
 * One outstanding call per station, the others wait in order (OCPP 1.6J §4.1.1, OCPP 2.x part 4 §4.1.1). Pure: the
 * shell does what the effects say.
 */
export function advance<C extends QueuedCall>(
  state: CallState<C>,
  input: CallInput<C>,
): { state: CallState<C>; effects: CallEffect<C>[] } {
  switch (input.type) {
    case 'add':
      return sendNext({ ...state, waiting: [...state.waiting, input.call] }, []);
    case 'cancel': {
      const queued = state.waiting.find((call) => call.id === input.id);
      if (queued === undefined) return endInFlight(state, input.id, 'cancelled');
      const waiting = state.waiting.filter((call) => call !== queued);
      return {
        state: { ...state, waiting },
        effects: [{ type: 'end', call: queued, how: 'cancelled', wasSent: false }],
      };
    }
    case 'timeout':
      return endInFlight(state, input.id, 'timed-out');
    case 'answer':
      return endInFlight(state, input.id, 'answered');
    case 'lose':
      return endInFlight(state, input.id, 'disconnected');
    case 'drop': {
      const effects: CallEffect<C>[] = [];
      if (state.inFlight !== undefined) effects.push(dropped(state.inFlight, true));
      for (const call of state.waiting) effects.push(dropped(call, false));
      return { state: NO_CALLS, effects };
    }
    default:
      return assertNever(input);
  }
}

function dropped<C extends QueuedCall>(call: C, wasSent: boolean): CallEffect<C> {
  return { type: 'end', call, how: 'disconnected', wasSent };
}

function endInFlight<C extends QueuedCall>(
  state: CallState<C>,
  id: string,
  how: 'answered' | 'timed-out' | 'cancelled' | 'disconnected',
): { state: CallState<C>; effects: CallEffect<C>[] } {
  const call = state.inFlight;
  if (call?.id !== id) return { state, effects: [] };
  return sendNext({ ...state, inFlight: undefined }, [{ type: 'end', call, how, wasSent: true }]);
}

function sendNext<C extends QueuedCall>(
  state: CallState<C>,
  effects: CallEffect<C>[],
): { state: CallState<C>; effects: CallEffect<C>[] } {
  const [next, ...waiting] = state.waiting;
  if (state.inFlight !== undefined || next === undefined) return { state, effects };
  return { state: { inFlight: next, waiting }, effects: [...effects, { type: 'send', call: next }] };
}
