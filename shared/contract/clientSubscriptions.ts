import type { ClientMessage, Outgoing, ServerMessage } from './envelope.ts';
import { ContractError, type Failure } from './failure.ts';

/** Where the news of one subscription go; its caller knows their types. */
export interface NewsListener {
  snapshot(snapshot: unknown): void;
  change(change: unknown): void;
  ended(failure: Failure): void;
}

/** What subscriptions need of the client that they belong to. */
export interface SubscriptionWire {
  takeId(): number;
  send(message: Outgoing<ClientMessage>): void;
}

interface Subscription {
  topic: string;
  params: unknown;
  listener: NewsListener;
  /** Absent while none is open under an id: before the start and after the end. */
  id: number | undefined;
  /** Number of the last news; absent until the snapshot. */
  seq: number | undefined;
}

/**
 * The subscriptions of one client. Each time that one is opened it gets a new id, so that news of the time before a
 * gap, which may still be under way, are not taken for its own.
 */
export class ClientSubscriptions {
  readonly #wire: SubscriptionWire;
  readonly #byId = new Map<number, Subscription>();

  constructor(wire: SubscriptionWire) {
    this.#wire = wire;
  }

  /** Answers with the function that ends it. Nothing is told before this returns. */
  add(topic: string, params: unknown, listener: NewsListener): () => void {
    const subscription: Subscription = { topic, params, listener, id: undefined, seq: undefined };
    let isWanted = true;
    try {
      this.#open(subscription);
    } catch (error) {
      const failure = toFailure(error);
      queueMicrotask(() => {
        if (isWanted) listener.ended(failure);
      });
    }
    return () => {
      isWanted = false;
      this.#unsubscribe(subscription);
    };
  }

  receive(message: ServerMessage & { type: 'snapshot' | 'change' | 'stale' }): void {
    const subscription = this.#byId.get(message.id);
    // News may be under way when a subscription ends.
    if (subscription === undefined) return;
    if (message.type === 'snapshot') {
      subscription.seq = message.seq;
      subscription.listener.snapshot(message.snapshot);
    } else if (
      message.type === 'change' &&
      subscription.seq !== undefined &&
      message.seq === subscription.seq + 1
    ) {
      subscription.seq = message.seq;
      subscription.listener.change(message.change);
    } else if (message.type === 'stale') {
      // The server has ended it already.
      this.#forget(subscription);
      this.#open(subscription);
    } else {
      this.#unsubscribe(subscription);
      this.#open(subscription);
    }
  }

  fail(id: number, failure: Failure): void {
    const subscription = this.#byId.get(id);
    if (subscription === undefined) return;
    this.#forget(subscription);
    subscription.listener.ended(failure);
  }

  failAll(failure: Failure): void {
    for (const id of this.#byId.keys()) this.fail(id, failure);
  }

  #open(subscription: Subscription): void {
    const id = this.#wire.takeId();
    subscription.id = id;
    subscription.seq = undefined;
    this.#wire.send({ type: 'subscribe', id, topic: subscription.topic, params: subscription.params });
    this.#byId.set(id, subscription);
  }

  #unsubscribe(subscription: Subscription): void {
    const { id } = subscription;
    if (id === undefined) return;
    this.#forget(subscription);
    this.#wire.send({ type: 'unsubscribe', id });
  }

  #forget(subscription: Subscription): void {
    if (subscription.id !== undefined) this.#byId.delete(subscription.id);
    subscription.id = undefined;
  }
}

function toFailure(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  throw error;
}
