import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { createFlush } from '../../../state/flush.ts';
import { createTraceView, type TraceView, type TraceViewState } from './traceView.ts';

const NOTHING: TraceViewState = { phase: 'opening', length: 0, scanned: 0, total: 0 };

/**
 * The view of a filter. While the next one is being opened, the one before stays on the screen. Another `round` looks
 * at all records once more.
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

  const subscribe = useCallback(
    (listener: () => void) => view?.subscribe(listener) ?? (() => undefined),
    [view],
  );
  const state = useSyncExternalStore(subscribe, () => view?.get() ?? NOTHING);
  return { view, state };
}
