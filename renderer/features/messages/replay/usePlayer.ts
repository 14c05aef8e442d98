import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { failureOf } from '../../../state/failureOf.ts';
import type { TraceView } from '../list/traceView.ts';
import { createPlayer, type Player, type PlayerState } from './player.ts';

export interface Replay {
  player: Player;
  state: PlayerState;
}

/** The replay of a view while it is wanted. Another view (another filter) begins at its start. */
export function usePlayer(
  view: TraceView | undefined,
  isWanted: boolean,
  onFailure: (message: string) => void,
): Replay | undefined {
  const player = useMemo(
    () =>
      view === undefined || !isWanted
        ? undefined
        : createPlayer({
            step: (from, until) => view.play(from, until),
            onFailure: (error) => onFailure(failureOf(error).message),
            now: () => performance.now(),
            after: (action, ms) => {
              const timer = setTimeout(action, ms);
              return () => clearTimeout(timer);
            },
          }),
    [view, isWanted, onFailure],
  );
  useEffect(() => {
    void player?.seek(0);
    return () => player?.pause();
  }, [player]);
  const subscribe = useCallback(
    (listener: () => void) => player?.subscribe(listener) ?? (() => undefined),
    [player],
  );
  const state = useSyncExternalStore(subscribe, () => player?.get());
  return player === undefined || state === undefined ? undefined : { player, state };
}
