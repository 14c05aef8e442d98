import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { createFlush } from '../../../state/flush.ts';
import { createCoarseState, type CoarseState, type ViewStanding } from './coarseState.ts';
import { createTraceView, type TraceView, type TraceViewState } from './traceView.ts';

const NOTHING: TraceViewState = { phase: 'opening', length: 0, scanned: 0, total: 0 };
const NOWHERE: ViewStanding = { phase: 'opening', isEmpty: true, isScanning: false };

export interface OpenedView {
  view: TraceView | undefined;
  /** Its numbers, for `useCounts`. */
  counts: CoarseState | undefined;
  standing: ViewStanding;
}

/**
 * The view of a filter. While the next one is being opened, the one before stays on the screen. Another `round` looks
 * at all records once more.
 */
export function useTraceView(client: ContractClient | undefined, filter: TraceFilter, round = 0): OpenedView {
  const [view, setView] = useState<TraceView>();
  const wanted = JSON.stringify({ filter, round });

  useEffect(() => {
    if (client === undefined) return undefined;
    const { filter } = JSON.parse(wanted) as { filter: TraceFilter };
    const next = createTraceView({ client, filter, createFlush });
    const stop = next.subscribe(() => {
      if (next.get().phase === 'opening') return;
      stop();
      setView(next);
    });
    return () => {
      stop();
      next.close();
    };
  }, [client, wanted]);

  const counts = useMemo(() => (view === undefined ? undefined : createCoarseState(view)), [view]);
  const standing = useCoarse(counts, (some) => some?.standing() ?? NOWHERE);
  return { view, counts, standing };
}

/** The numbers of a view, a few times a second. Only what shows them takes them: they change all the time. */
export function useCounts(counts: CoarseState | undefined): TraceViewState {
  return useCoarse(counts, (some) => some?.get() ?? NOTHING);
}

function useCoarse<T>(counts: CoarseState | undefined, part: (counts: CoarseState | undefined) => T): T {
  const subscribe = useCallback(
    (listener: () => void) => counts?.subscribe(listener) ?? (() => undefined),
    [counts],
  );
  return useSyncExternalStore(subscribe, () => part(counts));
}
