import type { Outgoing, ServerMessage } from './envelope.ts';
import type { TopicName } from './events.ts';
import type { TopicSource } from './topics.ts';

/** What a subscription needs of the connection that it belongs to. */
export interface SubscriptionOutlet {
  send(message: Outgoing<ServerMessage>): void;
  /** Whether more waits in the link than its subscriptions may add to. */
  isCongested(): boolean;
  /** Told once that changes are left out from now on; `stale` is due when the link is free again. */
  onLag(id: number): void;
  /** Told once that the subscription cannot go on. */
  onBroken(id: number, error: unknown): void;
}

/**
 * One subscription of a client. It never queues: while the link is congested it sends nothing and listens no more, and
 * a new snapshot later takes the place of all that was left out.
 */
export class ServerSubscription {
  readonly #id: number;
  readonly #outlet: SubscriptionOutlet;
  #isLive = true;
  #seq = 0;
  #unlisten: (() => void) | undefined;

  constructor(id: number, outlet: SubscriptionOutlet) {
    this.#id = id;
    this.#outlet = outlet;
  }

  /** Sends the snapshot and listens, in one turn: nothing falls between them. */
  open<T extends TopicName>(source: TopicSource<T>): void {
    if (this.#outlet.isCongested()) return this.#lag();
    this.#outlet.send({ type: 'snapshot', id: this.#id, seq: this.#seq, snapshot: source.snapshot() });
    const unlisten = source.listen((change) => this.#onChange(change));
    // A source may tell of a change while it takes the listener, and that change may have been the one too many.
    if (this.#isLive) this.#unlisten = unlisten;
    else unlisten();
  }

  end(): void {
    this.#isLive = false;
    const unlisten = this.#unlisten;
    this.#unlisten = undefined;
    unlisten?.();
  }

  #onChange(change: unknown): void {
    if (!this.#isLive) return;
    if (this.#outlet.isCongested()) return this.#lag();
    this.#seq += 1;
    try {
      this.#outlet.send({ type: 'change', id: this.#id, seq: this.#seq, change });
    } catch (error) {
      // The service that announced the change must not fail because of one of its listeners.
      this.end();
      this.#outlet.onBroken(this.#id, error);
    }
  }

  #lag(): void {
    this.end();
    this.#outlet.onLag(this.#id);
  }
}
