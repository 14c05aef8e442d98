import type { Change, Events, Snapshot, TopicName } from './events.ts';
import type { Link } from './link.ts';
import type { CheckedParams, MethodName, Result } from './methods.ts';
import { ServerConnection } from './serverConnection.ts';
import type { z } from 'zod';

/** The client behind one link, for state that lives as long as it (views). */
export interface ClientScope {
  /** Runs when the link closes. Answers with the function that takes it back. */
  onClose(cleanUp: () => void): () => void;
}

export interface CallContext {
  /** Aborted when the client cancels or its link closes. Whatever the handler then rejects with means `cancelled`. */
  signal: AbortSignal;
  client: ClientScope;
}

/** One handler for each method: a missing or mistyped one does not compile. */
export type Handlers = {
  [M in MethodName]: (params: CheckedParams<M>, context: CallContext) => Result<M> | Promise<Result<M>>;
};

/**
 * Where a topic's state comes from. `open` throws `ContractError` for params that name nothing. Snapshot and listen
 * are called in one turn, so nothing falls between them.
 */
export interface TopicSource<T extends TopicName> {
  snapshot(): Snapshot<T>;
  /** Answers with the function that ends it. */
  listen(onChange: (change: Change<T>) => void): () => void;
}
export type Topics = {
  [T in TopicName]: (params: z.output<Events[T]['params']>, client: ClientScope) => TopicSource<T>;
};

export interface ContractServer {
  /** Serves a link until it closes. */
  serve(link: Link): void;
}

export interface ServerOptions {
  handlers: Handlers;
  topics: Topics;
  /** Told of every failure that is not a `ContractError`: a defect of ours, answered as `internal`. */
  onDefect(error: unknown, method: string): void;
}

export function createServer(options: ServerOptions): ContractServer {
  return { serve: (link) => new ServerConnection(options, link).start() };
}
