import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { MessageListHandle } from './list/MessageList.tsx';
import type { ViewStanding } from './list/coarseState.ts';
import type { Selection } from './useSelection.ts';

interface Place {
  /** The row at the top of the list; nothing where the list went along with its end. */
  top: number | undefined;
  seq: number | undefined;
  isOpen: boolean;
}

const places = new Map<string, Place>();

export interface PlaceOptions {
  /** Whose place it is; nothing: it is not kept. */
  id: string | undefined;
  standing: ViewStanding;
  list: RefObject<MessageListHandle | null>;
  selection: Selection;
  isOpen: boolean;
  open: () => void;
  /** A file that nobody records into begins at its first record. */
  beginsAtStart: boolean;
  /** The address names a record: that one is shown instead. */
  isAddressed: boolean;
}

/**
 * Where the technician was in a trace: the place of the list and the chosen record are kept while the page lives.
 * Answers with whom to tell of the row at the top.
 */
export function usePlace(options: PlaceOptions): (top: number | undefined) => void {
  const { id, standing, list, selection, isOpen, open, beginsAtStart, isAddressed } = options;
  const isTaken = useRef(false);
  const isReady = standing.phase === 'ready' && !standing.isScanning && !standing.isEmpty;
  useEffect(() => {
    if (id === undefined || !isReady || isTaken.current) return;
    isTaken.current = true;
    const place = places.get(id);
    if (isAddressed) return;
    const top = place === undefined && beginsAtStart ? 0 : place?.top;
    if (top !== undefined) list.current?.showFrom(top);
    if (place?.seq === undefined) return;
    selection.selectSeq(place.seq);
    if (place.isOpen) open();
  });
  useEffect(() => {
    if (id === undefined || !isTaken.current) return;
    places.set(id, { top: places.get(id)?.top, seq: selection.seq, isOpen });
  }, [id, selection.seq, isOpen]);
  return useCallback(
    (top: number | undefined) => {
      if (id === undefined || !isTaken.current) return;
      const { seq, isOpen: wasOpen = false } = places.get(id) ?? {};
      places.set(id, { top, seq, isOpen: wasOpen });
    },
    [id],
  );
}
