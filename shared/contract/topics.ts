import type { z } from 'zod';
import type { ClientScope } from './clientScope.ts';
import type { Change, Events, Snapshot, TopicName } from './events.ts';

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
