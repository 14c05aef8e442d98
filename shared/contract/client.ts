import type { Change, Snapshot, TopicName, TopicParams } from './events.ts';
import type { Failure } from './failure.ts';
import type { Link } from './link.ts';
import type { MethodName, Params, Result } from './methods.ts';

export interface CallOptions {
  /** Aborting rejects with `cancelled` and cancels the work behind it. */
  signal?: AbortSignal;
  /** 0 waits for ever. Default `LIMITS.callTimeoutMs`. */
  timeoutMs?: number;
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
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** A typed client over any link. Calls that are open when the link closes reject with `disconnected`. */
export function createClient(_link: Link): ContractClient {
  throw new Error('not written yet');
}
