import { useState } from 'react';
import { useClient } from '../../../state/useAppState.ts';
import { useTraceView, type OpenedView } from '../list/useTraceView.ts';
import { usePlayer, type Replay } from '../replay/usePlayer.ts';
import type { ShownFilter } from './useMessageFilter.ts';

/** `counts` and `standing` are those of all that the filter lets through, also while it is replayed. */
export interface ShownMessages extends OpenedView {
  /** Only so many rows are shown while they are replayed. */
  limit: number | undefined;
  /** How many rows are shown at this moment; `counts` may be a little behind. */
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
  const opened = useTraceView(client, filter.asked, round);
  const { view } = opened;
  const [isReplayed, setReplayed] = useState(false);
  const replay = usePlayer(view, isReplayed, onMessage);
  const limit = replay?.state.length;
  return {
    ...opened,
    limit,
    lengthNow: () => Math.min(limit ?? Infinity, view?.get().length ?? 0),
    searchAgain: () => setRound(round + 1),
    isReplayed,
    replay,
    beginReplay: () => setReplayed(true),
    endReplay: () => setReplayed(false),
  };
}
