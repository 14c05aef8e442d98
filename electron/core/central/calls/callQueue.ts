import { assertNever } from '../../../../shared/assertNever.ts';
import type { Json } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { advance, NO_CALLS, type CallEffect, type CallInput, type CallState } from './callMachine.ts';

/** A command on its way. `text` is the whole frame. */
export interface OutgoingCall {
  id: string;
  action: string;
  text: string;
  timeoutMs: number;
  issues: readonly Issue[];
}

/** What came back, as it was recorded. */
export interface CallAnswer {
  kind: 'result' | 'error';
  payload?: Json;
  code?: string;
  description?: string;
  responseSeq: number;
  latencyMs?: number;
  issues: readonly Issue[];
}

/** What is known of an id that the station answers to. */
export interface AskedCall {
  action: string;
  state: 'open' | 'waiting' | Ending;
}

type Ending = 'answered' | 'timed-out' | 'cancelled' | 'disconnected';

interface PendingCall extends OutgoingCall {
  resolve: (outcome: Outcome) => void;
  requestSeq?: number;
  /** Ends the time-out and the watch on the signal. */
  release: () => void;
  answer?: CallAnswer;
  /** Why it could not be delivered, where the connection was its own. */
  lossReason?: string;
  /** An answer came that could not be read. */
  malformedSeq?: number;
}

/** How many ended calls are remembered, to tell late answers from those to nothing. */
const ENDED_LIMIT = 200;

export interface CallQueueOptions {
  /** Records and sends a frame; answers with its record's number. */
  send: (call: OutgoingCall) => number;
  /** The number of open calls changed. */
  onChange: () => void;
}

/** The timers and promises around `callMachine`. */
export class CallQueue {
  readonly #options: CallQueueOptions;
  readonly #ended = new Map<string, AskedCall>();
  #state: CallState<PendingCall> = NO_CALLS;
  #dropReason = '';

  constructor(options: CallQueueOptions) {
    this.#options = options;
  }

  get openCalls(): number {
    return this.#state.waiting.length + (this.#state.inFlight === undefined ? 0 : 1);
  }

  /** The call that waits for its answer, if any. */
  get inFlight(): { id: string; action: string } | undefined {
    return this.#state.inFlight;
  }

  call(call: OutgoingCall, signal?: AbortSignal): Promise<Outcome> {
    return new Promise((resolve) => {
      const pending: PendingCall = { ...call, resolve, release: () => undefined };
      if (signal?.aborted === true) {
        resolve(outcomeOf(pending, 'cancelled', false, ''));
        return;
      }
      const onAbort = (): void => this.#input({ type: 'cancel', id: call.id });
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.release = () => signal?.removeEventListener('abort', onAbort);
      this.#input({ type: 'add', call: pending });
    });
  }

  asked(id: string): AskedCall | undefined {
    const { inFlight, waiting } = this.#state;
    if (inFlight?.id === id) return { action: inFlight.action, state: 'open' };
    const queued = waiting.find((call) => call.id === id);
    return queued === undefined ? this.#ended.get(id) : { action: queued.action, state: 'waiting' };
  }

  /** A call that went out beside the queue, as a frame of the technician's own: its answer is no surprise. */
  expect(id: string, action: string): void {
    this.#remember(id, { action, state: 'open' });
  }

  answer(id: string, answer: CallAnswer): void {
    if (this.#state.inFlight?.id === id) this.#state.inFlight.answer = answer;
    this.#input({ type: 'answer', id });
  }

  /** Remembered for the words of the time-out; a readable answer may still come. */
  answerMalformed(id: string | undefined, seq: number): void {
    if (id !== undefined && this.#state.inFlight?.id === id) this.#state.inFlight.malformedSeq = seq;
  }

  /** The call in flight was sent into another session file: record `seq` of this one tells of it. */
  enterFile(seq: number): void {
    const { inFlight } = this.#state;
    if (inFlight === undefined) return;
    inFlight.requestSeq = seq;
    if (inFlight.malformedSeq !== undefined) inFlight.malformedSeq = seq;
  }

  /** The call in flight could not be delivered; what waits behind it is tried. */
  lose(id: string, reason: string): void {
    if (this.#state.inFlight?.id === id) this.#state.inFlight.lossReason = reason;
    this.#input({ type: 'lose', id });
  }

  drop(reason: string): void {
    this.#dropReason = reason;
    this.#input({ type: 'drop' });
  }

  #input(input: CallInput<PendingCall>): void {
    const { state, effects } = advance(this.#state, input);
    this.#state = state;
    for (const effect of effects) this.#do(effect);
    if (effects.length > 0 || input.type === 'add') this.#options.onChange();
  }

  #do(effect: CallEffect<PendingCall>): void {
    const { call } = effect;
    if (effect.type === 'send') {
      call.requestSeq = this.#options.send(call);
      const timer = setTimeout(() => this.#input({ type: 'timeout', id: call.id }), call.timeoutMs);
      const { release } = call;
      call.release = () => {
        clearTimeout(timer);
        release();
      };
      return;
    }
    call.release();
    if (effect.wasSent) this.#remember(call.id, { action: call.action, state: effect.how });
    call.resolve(outcomeOf(call, effect.how, effect.wasSent, this.#dropReason));
  }

  #remember(id: string, call: AskedCall): void {
    this.#ended.set(id, call);
    const oldest = this.#ended.size > ENDED_LIMIT ? this.#ended.keys().next().value : undefined;
    if (oldest !== undefined) this.#ended.delete(oldest);
  }
}

function outcomeOf(call: PendingCall, how: Ending, wasSent: boolean, dropReason: string): Outcome {
  const { action, requestSeq, answer } = call;
  const sent = requestSeq === undefined ? { action } : { action, requestSeq };
  if (how === 'answered')
    return answer === undefined ? { ...sent, outcome: 'timed-out' } : answered(sent, answer);
  const seen = call.malformedSeq === undefined ? {} : { responseSeq: call.malformedSeq };
  return { outcome: how, ...sent, ...seen, description: endingWords(call, how, wasSent, dropReason) };
}

function endingWords(
  call: PendingCall,
  how: Exclude<Ending, 'answered'>,
  wasSent: boolean,
  dropReason: string,
): string {
  switch (how) {
    case 'timed-out': {
      const waited = `No answer within ${call.timeoutMs / 1000} s.`;
      return call.malformedSeq === undefined ? waited : `${waited} An answer came, but it could not be read.`;
    }
    case 'cancelled':
      return wasSent ? 'Cancelled while waiting for the answer.' : 'Cancelled before it was sent.';
    case 'disconnected':
      return call.lossReason ?? (wasSent ? dropReason : `Not sent. ${dropReason}`);
    default:
      return assertNever(how);
  }
}

function answered(sent: { action: string; requestSeq?: number }, answer: CallAnswer): Outcome {
  const { kind, ...rest } = answer;
  const { issues, ...proof } = rest;
  return {
    outcome: kind === 'result' ? 'answered' : 'refused',
    ...sent,
    ...proof,
    ...(issues.length === 0 ? {} : { issues: [...issues] }),
  };
}
