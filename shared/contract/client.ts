import { assertNever } from '../assertNever.ts';
import { ClientSubscriptions } from './clientSubscriptions.ts';
import { readMessage, serverMessageSchema, type ClientMessage, type Outgoing } from './envelope.ts';
import type { Change, Snapshot, TopicName, TopicParams } from './events.ts';
import { ContractError, type Failure } from './failure.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import type { MethodName, Params, Result } from './methods.ts';

export interface CallOptions {
  /** Aborting rejects with `cancelled` and cancels the work behind it. */
  signal?: AbortSignal;
  /** 0 waits for ever. Default `LIMITS.callTimeoutMs`. */
  timeoutMs?: number;
  /** How long an aborted call waits for the other side's own word on how it ended. Default 0. */
  abortWaitMs?: number;
}

export interface TopicListener<T extends TopicName> {
  /** The whole state: at the start, and again after a gap or when this client was too slow. */
  snapshot(snapshot: Snapshot<T>): void;
  change(change: Change<T>): void;
  /** The subscription cannot go on: refused, or the link closed. */
  ended?(failure: Failure): void;
}

export interface ContractClient {
  /** Rejects with `ContractError`, never with anything else. */
  call<M extends MethodName>(method: M, params: Params<M>, options?: CallOptions): Promise<Result<M>>;
  /** Answers with the function that ends it. A gap in the sequence subscribes again by itself. */
  subscribe<T extends TopicName>(topic: T, params: TopicParams<T>, listener: TopicListener<T>): () => void;
  /** Called once for each listener, also when the link is closed already. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** A typed client over any link. Calls that are open when the link closes reject with `disconnected`. */
export function createClient(link: Link): ContractClient {
  return new LinkClient(link);
}

interface OpenCall {
  resolve(result: unknown): void;
  reject(error: ContractError): void;
}

class LinkClient implements ContractClient {
  readonly #link: Link;
  readonly #calls = new Map<number, OpenCall>();
  readonly #subscriptions: ClientSubscriptions;
  readonly #closeListeners: ((reason: string) => void)[] = [];
  #closedReason: string | undefined;
  #lastId = 0;
  #junkMessages = 0;

  constructor(link: Link) {
    this.#link = link;
    this.#subscriptions = new ClientSubscriptions({
      takeId: () => this.#takeId(),
      send: (message) => this.#send(message),
    });
    link.onText((text) => this.#onText(text));
    link.onClose((reason) => this.#onClose(reason));
  }

  async call<M extends MethodName>(
    method: M,
    params: Params<M>,
    options: CallOptions = {},
  ): Promise<Result<M>> {
    const { signal, timeoutMs = LIMITS.callTimeoutMs, abortWaitMs = 0 } = options;
    if (signal?.aborted === true) throw cancelled(method);
    const id = this.#takeId();
    this.#send({ type: 'call', id, method, params });
    return new Promise((resolve, reject) => {
      let abortTimer: ReturnType<typeof setTimeout>;
      const onAbort = (): void => {
        if (abortWaitMs <= 0) return this.#giveUp(id, cancelled(method));
        this.#send({ type: 'cancel', id });
        abortTimer = setTimeout(() => this.#takeCall(id)?.reject(cancelled(method)), abortWaitMs);
      };
      const timer =
        timeoutMs > 0
          ? setTimeout(() => this.#giveUp(id, timedOut(method, timeoutMs)), timeoutMs)
          : undefined;
      signal?.addEventListener('abort', onAbort, { once: true });
      const settle = (): void => {
        clearTimeout(timer);
        clearTimeout(abortTimer);
        signal?.removeEventListener('abort', onAbort);
      };
      this.#calls.set(id, {
        resolve: (result) => {
          settle();
          // The server's handler was compiled against the same table.
          resolve(result as Result<M>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
    });
  }

  subscribe<T extends TopicName>(topic: T, params: TopicParams<T>, listener: TopicListener<T>): () => void {
    return this.#subscriptions.add(topic, params, {
      // The server's topic was compiled against the same table.
      snapshot: (snapshot) => listener.snapshot(snapshot as Snapshot<T>),
      change: (change) => listener.change(change as Change<T>),
      ended: (failure) => listener.ended?.(failure),
    });
  }

  onClose(listener: (reason: string) => void): void {
    if (this.#closedReason === undefined) this.#closeListeners.push(listener);
    else listener(this.#closedReason);
  }

  close(): void {
    this.#link.close();
  }

  #onText(text: string): void {
    if (this.#closedReason !== undefined) return;
    const reading = readMessage(serverMessageSchema, text);
    if (!reading.ok) return this.#onJunk();
    const { message } = reading;
    switch (message.type) {
      case 'result':
        // An answer to a call that was given up is late, not wrong.
        this.#takeCall(message.id)?.resolve(message.result);
        return;
      case 'failure':
        return this.#onFailure(message.id, message.failure);
      case 'snapshot':
      case 'change':
      case 'stale':
        return this.#subscriptions.receive(message);
      default:
        assertNever(message);
    }
  }

  /** A failure of the link itself (`LINK_ID`) belongs to no call: whatever it was about has its own time-out. */
  #onFailure(id: number, failure: Failure): void {
    const { code, message, hint } = failure;
    this.#takeCall(id)?.reject(new ContractError(code, message, hint === undefined ? {} : { hint }));
    this.#subscriptions.fail(id, failure);
  }

  #onJunk(): void {
    this.#junkMessages += 1;
    if (this.#junkMessages <= LIMITS.junkMessages) return;
    this.#link.close('The other side does not speak the contract of Kerbside.');
  }

  #onClose(reason: string): void {
    this.#closedReason = reason;
    const failure = disconnected(reason);
    for (const id of this.#calls.keys()) this.#takeCall(id)?.reject(failure);
    this.#subscriptions.failAll(failure.toFailure());
    for (const listener of this.#closeListeners) listener(reason);
  }

  #giveUp(id: number, error: ContractError): void {
    const call = this.#takeCall(id);
    if (call === undefined) return;
    this.#send({ type: 'cancel', id });
    call.reject(error);
  }

  #takeCall(id: number): OpenCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  #takeId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #send(message: Outgoing<ClientMessage>): void {
    if (this.#closedReason !== undefined) {
      // Ending what the close has ended already is no failure.
      if (message.type === 'cancel' || message.type === 'unsubscribe') return;
      throw disconnected(this.#closedReason);
    }
    const text = JSON.stringify(message);
    if (text.length > LIMITS.messageChars) {
      throw new ContractError(
        'invalid-params',
        `What is to be sent has ${text.length} characters, which is too long.`,
        {
          hint: `Shorten it to less than ${LIMITS.messageChars} characters.`,
        },
      );
    }
    this.#link.send(text);
  }
}

function cancelled(method: string): ContractError {
  return new ContractError('cancelled', `${method} was cancelled.`);
}

function timedOut(method: string, timeoutMs: number): ContractError {
  return new ContractError('timeout', `${method} was not answered within ${timeoutMs / 1000} s.`, {
    hint: 'Kerbside may be busy with something long: wait a moment, then try again.',
  });
}

function disconnected(reason: string): ContractError {
  return new ContractError('disconnected', `The connection to Kerbside is lost: ${reason}`, {
    hint: 'Check that Kerbside is still running, then try again.',
  });
}
