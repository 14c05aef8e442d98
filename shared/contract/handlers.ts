import type { ClientScope } from './clientScope.ts';
import type { CheckedParams, MethodName, Result } from './methods.ts';

export interface CallContext {
  /** Aborted when the client cancels or its link closes. Whatever the handler then rejects with means `cancelled`. */
  signal: AbortSignal;
  client: ClientScope;
}

/** One handler for each method: a missing or mistyped one does not compile. */
export type Handlers = {
  [M in MethodName]: (params: CheckedParams<M>, context: CallContext) => Result<M> | Promise<Result<M>>;
};
