import { assertNever } from '../assertNever.ts';
import type { Json } from '../json.ts';
import { checkParams } from './checkParams.ts';
import { CleanUps } from './cleanUps.ts';
import {
  clientMessageSchema,
  LINK_ID,
  readMessage,
  type ClientMessage,
  type Outgoing,
  type ServerMessage,
} from './envelope.ts';
import { EVENTS, isTopicName, type Events, type TopicName } from './events.ts';
import { ContractError, type Failure } from './failure.ts';
import type { Handlers, LinkOrigin } from './handlers.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { isMethodName, METHODS, type CheckedParams, type MethodName, type Result } from './methods.ts';
import { ServerSubscription, type SubscriptionOutlet } from './serverSubscription.ts';
import type { TopicSource, Topics } from './topics.ts';
import type { z } from 'zod';

export interface ServerOptions {
  handlers: Handlers;
  topics: Topics;
  /** Told of every failure that is not a `ContractError`: a defect of ours, answered as `internal`. */
  onDefect(error: unknown, method: string): void;
}

/** The server's side of one link: its open calls, its subscriptions, and what must go when it closes. */
export class ServerConnection {
  readonly #options: ServerOptions;
  readonly #link: Link;
  readonly #origin: LinkOrigin;
  readonly #onGone: () => void;
  readonly #scope: CleanUps;
  readonly #calls = new Map<number, AbortController>();
  readonly #subscriptions = new Map<number, ServerSubscription>();
  /** Subscriptions that are owed a `stale`. */
  readonly #lagging = new Set<number>();
  #isWatchingCongestion = false;
  #junkMessages = 0;
  #isClosed = false;

  /** The options are asked anew for each call. `onGone` is told when the link has closed. */
  constructor(options: ServerOptions, link: Link, origin: LinkOrigin, onGone: () => void) {
    this.#onGone = onGone;
    this.#options = options;
    this.#link = link;
    this.#origin = origin;
    this.#scope = new CleanUps((error) => options.onDefect(error, 'leaving client'));
  }

  start(): void {
    this.#link.onText((text) => this.#onText(text));
    this.#link.onClose(() => this.#onClose());
  }

  /** What the topics tell has become something else: every subscription ends, and its client takes a new snapshot. */
  renew(): void {
    for (const [id, subscription] of this.#subscriptions) {
      subscription.end();
      this.#lagging.add(id);
    }
    if (this.#isCongested()) this.#watchCongestion();
    else this.#tellStale();
  }

  #onText(text: string): void {
    if (this.#isClosed) return;
    const reading = readMessage(clientMessageSchema, text);
    if (!reading.ok) return this.#onJunk(reading.reason);
    const { message } = reading;
    switch (message.type) {
      case 'call':
        void this.#onCall(message);
        return;
      case 'cancel':
        this.#calls.get(message.id)?.abort();
        return;
      case 'subscribe':
        return this.#onSubscribe(message);
      case 'unsubscribe':
        return this.#endSubscription(message.id);
      default:
        assertNever(message);
    }
  }

  #onJunk(reason: string): void {
    this.#junkMessages += 1;
    this.#fail(LINK_ID, {
      code: 'invalid-params',
      message: `What was sent ${reason}; nothing was done with it.`,
    });
    if (this.#junkMessages <= LIMITS.junkMessages) return;
    this.#link.close('Too many texts came that are no message of the contract.');
  }

  async #onCall({ id, method, params }: ClientMessage & { type: 'call' }): Promise<void> {
    const refusal = this.#refusal(id, this.#calls.size, LIMITS.callsInFlight, 'calls');
    if (refusal !== undefined) return this.#fail(id, refusal);
    if (!isMethodName(method)) return this.#fail(id, unknown('method', method));
    const abort = new AbortController();
    this.#calls.set(id, abort);
    try {
      const result = await this.#handle(method, params, abort.signal);
      this.#send({ type: 'result', id, result });
    } catch (error) {
      this.#fail(id, this.#callFailure(error, method, abort.signal));
    } finally {
      // A cancelled call keeps its place until its handler is done, so that cancelling frees no more than it ends.
      this.#calls.delete(id);
    }
  }

  async #handle<M extends MethodName>(method: M, params: Json, signal: AbortSignal): Promise<Result<M>> {
    const checked = checkParams(method, METHODS[method].params, params);
    const context = { signal, client: this.#scope, origin: this.#origin };
    // Checked by the schema from which the handler's type is inferred.
    return this.#options.handlers[method](checked as CheckedParams<M>, context);
  }

  #onSubscribe({ id, topic, params }: ClientMessage & { type: 'subscribe' }): void {
    const refusal = this.#refusal(id, this.#subscriptions.size, LIMITS.subscriptions, 'subscriptions');
    if (refusal !== undefined) return this.#fail(id, refusal);
    if (!isTopicName(topic)) return this.#fail(id, unknown('topic', topic));
    const subscription = new ServerSubscription(id, this.#outlet(topic));
    this.#subscriptions.set(id, subscription);
    try {
      subscription.open(this.#source(topic, params));
    } catch (error) {
      this.#endSubscription(id);
      this.#fail(id, this.#failure(error, topic));
    }
  }

  #source<T extends TopicName>(topic: T, params: Json): TopicSource<T> {
    const checked = checkParams(topic, EVENTS[topic].params, params);
    // Checked by the schema from which the source's type is inferred.
    return this.#options.topics[topic](checked as z.output<Events[T]['params']>, this.#scope);
  }

  #outlet(topic: TopicName): SubscriptionOutlet {
    return {
      send: (message) => this.#send(message),
      isCongested: () => this.#isCongested(),
      onLag: (id) => {
        this.#lagging.add(id);
        this.#watchCongestion();
      },
      onBroken: (id, error) => {
        this.#endSubscription(id);
        this.#fail(id, this.#failure(error, topic));
      },
    };
  }

  #endSubscription(id: number): void {
    const subscription = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    this.#lagging.delete(id);
    subscription?.end();
  }

  #isCongested(): boolean {
    return (this.#link.backlogBytes?.() ?? 0) > LIMITS.linkBacklogBytes;
  }

  /**
   * `stale` makes the client ask for a snapshot. Sent while the link is still full, each answer would add to the
   * backlog and be stale itself: so it waits until the link has drained.
   */
  #watchCongestion(): void {
    if (this.#isWatchingCongestion) return;
    this.#isWatchingCongestion = true;
    setTimeout(() => {
      this.#isWatchingCongestion = false;
      if (this.#isClosed || this.#lagging.size === 0) return;
      if (this.#isCongested()) return this.#watchCongestion();
      this.#tellStale();
    }, LIMITS.congestionCheckMs);
  }

  #tellStale(): void {
    for (const id of this.#lagging) {
      this.#endSubscription(id);
      this.#send({ type: 'stale', id });
    }
  }

  #onClose(): void {
    this.#isClosed = true;
    this.#onGone();
    for (const abort of this.#calls.values()) abort.abort();
    for (const id of this.#subscriptions.keys()) this.#endSubscription(id);
    this.#scope.close();
  }

  #refusal(id: number, open: number, limit: number, what: string): Failure | undefined {
    if (this.#calls.has(id) || this.#subscriptions.has(id)) {
      return {
        code: 'invalid-params',
        message: `The number ${id} is in use by something that is still open.`,
      };
    }
    if (open < limit) return undefined;
    return {
      code: 'busy',
      message: `There are ${limit} ${what} open already; no more are taken.`,
      hint: 'Wait until some of them are done, then try again.',
    };
  }

  #callFailure(error: unknown, method: string, signal: AbortSignal): Failure {
    // How a handler words the end of cancelled work is of no interest; a defect of it is, whenever it shows.
    const isOrderly =
      error instanceof ContractError || (error instanceof Error && error.name === 'AbortError');
    if (signal.aborted && isOrderly) return { code: 'cancelled', message: `${method} was cancelled.` };
    return this.#failure(error, method);
  }

  #failure(error: unknown, name: string): Failure {
    if (error instanceof ContractError) return error.toFailure();
    this.#options.onDefect(error, name);
    return {
      code: 'internal',
      message: `Kerbside made a mistake of its own in ${name}; everything else goes on.`,
      hint: 'Try again. If it happens again, report it together with what you did before.',
    };
  }

  #fail(id: number, failure: Failure): void {
    this.#send({ type: 'failure', id, failure });
  }

  #send(message: Outgoing<ServerMessage>): void {
    if (this.#isClosed) return;
    const text = JSON.stringify(message);
    if (text.length > LIMITS.messageChars) {
      throw new ContractError('io', `The answer has ${text.length} characters and is too long to be shown.`, {
        hint: 'Ask for less at once, or export it to a file.',
      });
    }
    this.#link.send(text);
  }
}

function unknown(what: 'method' | 'topic', name: string): Failure {
  return {
    code: 'unknown-method',
    message: `This Kerbside knows no ${what} "${name.slice(0, 100)}".`,
    hint: 'The program that asks is of another version: use the same version on both sides.',
  };
}
