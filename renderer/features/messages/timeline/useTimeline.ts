import { useEffect, useState } from 'react';
import { changedTimeline, type Timeline } from '../../../../shared/trace/timeline/timeline.ts';
import { createCalmFlush } from '../../../state/flush.ts';
import { useClient } from '../../../state/useAppState.ts';

/** The timeline of a trace, or of one station in it, live; nothing before it is there. */
export function useTimeline(trace: string | undefined, stationId: string | undefined): Timeline | undefined {
  const client = useClient();
  const key = JSON.stringify([trace, stationId]);
  const [shown, setShown] = useState<{ key: string; timeline: Timeline }>();
  useEffect(() => {
    if (client === undefined) return undefined;
    let state: Timeline | undefined;
    const flush = createCalmFlush(() => {
      if (state !== undefined) setShown({ key, timeline: state });
    });
    const params = {
      ...(trace === undefined ? {} : { trace }),
      ...(stationId === undefined ? {} : { stationId }),
    };
    const unsubscribe = client.subscribe('timeline', params, {
      snapshot(snapshot) {
        state = snapshot;
        flush();
      },
      change(change) {
        if (state === undefined) return;
        state = changedTimeline(state, change);
        flush();
      },
      // The strip stays as it is: the list below says what is wrong with the connection or the file.
      ended: () => undefined,
    });
    return () => {
      state = undefined;
      unsubscribe();
    };
  }, [client, trace, stationId, key]);
  return shown?.key === key ? shown.timeline : undefined;
}
