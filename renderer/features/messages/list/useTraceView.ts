import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { createFlush } from '../../../state/flush.ts';
import { createCoarseState } from './coarseState.ts';
import { createTraceView, type TraceView, type TraceViewState } from './traceView.ts';

const NOTHING: TraceViewState = { phase: 'opening', length: 0, scanned: 0, total: 0 };

/**
 * The view of a filter. While the next one is being opened, the one before stays on the screen. Another `round` looks
 * at all records once more. The state is that of `createCoarseState`.
 */
export function useTraceView(
  client: ContractClient | undefined,
  filter: TraceFilter,
  round = 0,
): { view: TraceView | undefined; state: TraceViewState } {
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

  const coarse = useMemo(() => (view === undefined ? undefined : createCoarseState(view)), [view]);
  const subscribe = useCallback(
    (listener: () => void) => coarse?.subscribe(listener) ?? (() => undefined),
    [coarse],
  );
  const state = useSyncExternalStore(subscribe, () => coarse?.get() ?? NOTHING);
  return { view, state };
}

/** The state of a view with each frame of the screen, for the list alone: what else is drawn so often costs it dearly. */
export function useLiveState(view: TraceView): TraceViewState {
  return useSyncExternalStore(view.subscribe, view.get);
}
