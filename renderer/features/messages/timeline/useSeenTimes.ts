import { useEffect, useState } from 'react';
import type { TraceView } from '../list/traceView.ts';
import type { TimeRange } from './timelineScale.ts';

/** The list moves with every frame; a mark in the strip need not. */
const LOOK_MS = 250;

/** The times of the rows that the list shows. */
export function useSeenTimes(view: TraceView | undefined): TimeRange | undefined {
  const [seen, setSeen] = useState<TimeRange>();
  useEffect(() => {
    const look = (): void => {
      const next = view?.seenTimes();
      setSeen((before) => (before?.from === next?.from && before?.to === next?.to ? before : next));
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [view]);
  return seen;
}
