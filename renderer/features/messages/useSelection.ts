import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { TraceRow } from '../../../shared/trace/record.ts';
import type { MessageListHandle } from './list/MessageList.tsx';
import { failureOf } from '../../state/failureOf.ts';
import type { ViewStanding } from './list/coarseState.ts';
import type { TraceView } from './list/traceView.ts';

interface Selected {
  /** The index counts in this view and no other. */
  view: TraceView;
  index: number | undefined;
  seq: number | undefined;
  /** Looked for while the view was still being made: it may come yet. */
  isEarly: boolean;
}

export interface Selection {
  index: number | undefined;
  seq: number | undefined;
  row: TraceRow | undefined;
  /** The record is known, but the view does not show it. */
  isHidden: boolean;
  select: (index: number) => void;
  selectSeq: (seq: number) => void;
  clear: () => void;
}

/** A row as it is at present; nothing while it is on its way. */
function useRow(view: TraceView | undefined, index: number | undefined): TraceRow | undefined {
  const subscribe = useCallback(
    (listener: () => void) => view?.subscribe(listener) ?? (() => undefined),
    [view],
  );
  return useSyncExternalStore(subscribe, () => (index === undefined ? undefined : view?.row(index)));
}

/** The chosen record. It stays chosen when the filter changes, also where the new view hides it. */
export function useSelection(
  view: TraceView | undefined,
  { isScanning, phase }: ViewStanding,
  list: RefObject<MessageListHandle | null>,
): Selection {
  const [selected, setSelected] = useState<Selected>();
  const [isLocating, setLocating] = useState(false);
  // A view whose first state has not come yet is not made either.
  const isMaking = isScanning || phase === 'opening';
  const isInView = view !== undefined && selected?.view === view;
  const index = isInView ? selected.index : undefined;
  const row = useRow(view, index);
  const seq = row?.seq ?? selected?.seq;
  const latest = useRef({ isMaking });
  useEffect(() => {
    latest.current = { isMaking };
  });

  const reveal = useCallback((to: number) => list.current?.reveal(to), [list]);

  const selectSeq = useCallback(
    (wanted: number) => {
      if (view === undefined) return;
      const locate = async (): Promise<void> => {
        setLocating(true);
        const isEarly = latest.current.isMaking;
        try {
          const found = await view.locate(wanted);
          setSelected({ view, index: found, seq: wanted, isEarly: isEarly && found === undefined });
          if (found !== undefined) reveal(found);
        } catch (error) {
          // Only a lost connection: the next view locates it again.
          failureOf(error);
          setSelected({ view, index: undefined, seq: wanted, isEarly });
        } finally {
          setLocating(false);
        }
      };
      void locate();
    },
    [view, reveal],
  );

  // In a new view the record stands elsewhere; in one that is still being made it may not be there yet.
  const toLocate = !isInView || (selected.isEarly && !isMaking) ? seq : undefined;
  useEffect(() => {
    if (toLocate !== undefined) selectSeq(toLocate);
  }, [toLocate, selectSeq]);

  const select = useCallback(
    (to: number) => {
      if (view === undefined) return;
      setSelected({ view, index: to, seq: view.row(to)?.seq, isEarly: false });
      reveal(to);
    },
    [view, reveal],
  );
  const clear = useCallback(() => setSelected(undefined), []);
  const isHidden = seq !== undefined && isInView && index === undefined && !isLocating && !isMaking;
  return { index, seq, row, isHidden, select, selectSeq, clear };
}
