import { useEffect, useState } from 'react';
import type { Change, Snapshot, TopicParams } from '../../shared/contract/events.ts';
import type { Failure } from '../../shared/contract/failure.ts';
import { createCalmFlush } from './flush.ts';
import { useClient } from './useAppState.ts';

/** Topics that cost the core something while they are followed: only while a screen shows them. */
export type FollowedTopic = 'events' | 'monitors' | 'portList' | 'portValues' | 'portDetection';

export interface Followed<T extends FollowedTopic> {
  /** Nothing before it is there. */
  state?: Snapshot<T>;
  /** Why it cannot be followed. */
  failure?: Failure;
}

/**
 * The state of such a topic, live. `subject` names what the params name; `reduce` has to be the same function at each call. Without a
 * subject nothing is followed.
 */
export function useFollowedTopic<T extends FollowedTopic>(
  topic: T,
  subject: string | undefined,
  paramsOf: (subject: string) => TopicParams<T>,
  reduce: (state: Snapshot<T>, change: Change<T>) => Snapshot<T>,
): Followed<T> {
  const client = useClient();
  const [shown, setShown] = useState<{ subject: string; followed: Followed<T> }>();
  useEffect(() => {
    if (client === undefined || subject === undefined) return undefined;
    let state: Snapshot<T> | undefined;
    const flush = createCalmFlush(() => {
      if (state !== undefined) setShown({ subject, followed: { state } });
    });
    const unsubscribe = client.subscribe(topic, paramsOf(subject), {
      snapshot(snapshot) {
        state = snapshot;
        flush();
      },
      change(change) {
        if (state === undefined) return;
        state = reduce(state, change);
        flush();
      },
      ended(failure) {
        // What was there stays on the screen; of a lost connection the strip above tells.
        if (failure.code !== 'disconnected') setShown({ subject, followed: { failure } });
      },
    });
    return () => {
      state = undefined;
      unsubscribe();
    };
  }, [client, topic, subject, paramsOf, reduce]);
  return shown !== undefined && shown.subject === subject ? shown.followed : {};
}
