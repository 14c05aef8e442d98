import { useEffect, useState } from 'react';
import type { Change, Snapshot, TopicParams } from '../../shared/contract/events.ts';
import { createCalmFlush } from './flush.ts';
import { useClient } from './useAppState.ts';

/** Topics about one station, followed only while a screen shows them. */
export type StationTopic = 'events' | 'monitors';

/** The state of such a topic, live; nothing before it is there. `reduce` has to be the same function at each call. */
export function useStationTopic<T extends StationTopic>(
  topic: T,
  stationId: string,
  reduce: (state: Snapshot<T>, change: Change<T>) => Snapshot<T>,
): Snapshot<T> | undefined {
  const client = useClient();
  const [shown, setShown] = useState<{ stationId: string; state: Snapshot<T> }>();
  useEffect(() => {
    if (client === undefined) return undefined;
    let state: Snapshot<T> | undefined;
    const flush = createCalmFlush(() => {
      if (state !== undefined) setShown({ stationId, state });
    });
    const unsubscribe = client.subscribe(topic, { stationId } as TopicParams<T>, {
      snapshot(snapshot) {
        state = snapshot;
        flush();
      },
      change(change) {
        if (state === undefined) return;
        state = reduce(state, change);
        flush();
      },
      // What was there stays on the screen; the strip above says what is wrong with the connection.
      ended: () => undefined,
    });
    return () => {
      state = undefined;
      unsubscribe();
    };
  }, [client, topic, stationId, reduce]);
  return shown?.stationId === stationId ? shown.state : undefined;
}
