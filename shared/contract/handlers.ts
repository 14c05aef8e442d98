import type { ClientScope } from './clientScope.ts';
import type { CheckedParams, MethodName, Result } from './methods.ts';

/**
 * Where the other end of a link is: a program of this computer, or another one that was let in. Whoever is far gets
 * files by what Kerbside lists and takes, never by a path of this computer's disk.
 */
export type LinkOrigin = 'here' | 'far';

export interface CallContext {
  /** Aborted when the client cancels or its link closes. Whatever the handler then rejects with means `cancelled`. */
  signal: AbortSignal;
  client: ClientScope;
  origin: LinkOrigin;
}

/** One handler for each method: a missing or mistyped one does not compile. */
export type Handlers = {
  [M in MethodName]: (params: CheckedParams<M>, context: CallContext) => Result<M> | Promise<Result<M>>;
};
