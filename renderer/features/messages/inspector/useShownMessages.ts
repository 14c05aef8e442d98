import { useMemo, useState } from 'react';
import { useClient } from '../../../state/useAppState.ts';
import type { TraceView, TraceViewState } from '../list/traceView.ts';
import { useTraceView } from '../list/useTraceView.ts';
import { usePlayer, type Replay } from '../replay/usePlayer.ts';
import type { ShownFilter } from './useMessageFilter.ts';

export interface ShownMessages {
  view: TraceView | undefined;
  /** Of all that the filter lets through. */
  whole: TraceViewState;
  /** Of what is shown of it: less while it is replayed. */
  state: TraceViewState;
  /** Only so many rows are shown while they are replayed. */
  limit: number | undefined;
  /** How many rows there are at this moment; `state` may be a little behind. */
  lengthNow: () => number;
  searchAgain: () => void;
  isReplayed: boolean;
  replay: Replay | undefined;
  beginReplay: () => void;
  endReplay: () => void;
}

/** The records that a filter lets through, as they are, or as they came while they are replayed. */
export function useShownMessages(filter: ShownFilter, onMessage: (message: string) => void): ShownMessages {
  const client = useClient();
  const [round, setRound] = useState(0);
  const { view, state: whole } = useTraceView(client, filter.asked, round);
  const [isReplayed, setReplayed] = useState(false);
  const replay = usePlayer(view, isReplayed, onMessage);
  const limit = replay?.state.length;
  const state = useMemo(
    () => (limit === undefined ? whole : { ...whole, length: Math.min(limit, whole.length) }),
    [whole, limit],
  );
  return {
    view,
    whole,
    state,
    limit,
    lengthNow: () => Math.min(limit ?? Infinity, view?.get().length ?? 0),
    searchAgain: () => setRound(round + 1),
    isReplayed,
    replay,
    beginReplay: () => setReplayed(true),
    endReplay: () => setReplayed(false),
  };
}
