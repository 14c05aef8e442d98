import type { ContractClient } from '../../shared/contract/client.ts';
import type { Snapshot, TopicParams } from '../../shared/contract/events.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import { createCalmFlush } from './flush.ts';
import type { PlainTopic, Reducer } from './topicReducers.ts';

export interface TopicStore<T extends PlainTopic> {
  /** Follows the topic on a new client; what was known before stays on the screen until its snapshot comes. */
  attach: (client: ContractClient, ended: (failure: Failure) => void) => void;
  subscribe: (listener: () => void) => () => void;
  /** Nothing before the first snapshot. */
  get: () => Snapshot<T> | undefined;
}

export function createTopicStore<T extends PlainTopic>(topic: T, reduce: Reducer<T>): TopicStore<T> {
  let state: Snapshot<T> | undefined;
  let shown: Snapshot<T> | undefined;
  const listeners = new Set<() => void>();
  const flush = createCalmFlush(() => {
    shown = state;
    for (const listener of listeners) listener();
  });
  return {
    attach(client, ended) {
      client.subscribe(topic, {} as TopicParams<T>, {
        snapshot(snapshot) {
          state = snapshot;
          flush();
        },
        change(change) {
          if (state === undefined) return;
          state = reduce(state, change);
          flush();
        },
        ended,
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => shown,
  };
}
