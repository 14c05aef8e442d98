import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import { createFlush } from '../../../state/flush.ts';
import { createTraceView, type TraceView, type TraceViewState } from './traceView.ts';

const NOTHING: TraceViewState = { phase: 'opening', length: 0, scanned: 0, total: 0 };

/** The view of a filter. While the next one is being opened, the one before stays on the screen. */
export function useTraceView(
  client: ContractClient | undefined,
  filter: TraceFilter,
): { view: TraceView | undefined; state: TraceViewState } {
  const [view, setView] = useState<TraceView>();
  const filterText = JSON.stringify(filter);

  useEffect(() => {
    if (client === undefined) return undefined;
    const next = createTraceView({ client, filter: JSON.parse(filterText) as TraceFilter, createFlush });
    const stop = next.subscribe(() => {
      if (next.get().phase === 'opening') return;
      stop();
      setView(next);
    });
    return () => {
      stop();
      next.close();
    };
  }, [client, filterText]);

  const subscribe = useCallback(
    (listener: () => void) => view?.subscribe(listener) ?? (() => undefined),
    [view],
  );
  const state = useSyncExternalStore(subscribe, () => view?.get() ?? NOTHING);
  return { view, state };
}
