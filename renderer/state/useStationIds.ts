import { useMemo, useSyncExternalStore } from 'react';
import type { TopicStore } from './topicStore.ts';
import { useAppState } from './useAppState.ts';

/** The ids of all stations: another list only where one of them came, not each time that one of them says something. */
export function useStationIds(): readonly string[] {
  const store = useAppState().topics.stations;
  const ids = useMemo(() => keptIds(store), [store]);
  return useSyncExternalStore(store.subscribe, ids);
}

function keptIds(store: TopicStore<'stations'>): () => readonly string[] {
  let kept: readonly string[] = [];
  return () => {
    const stations = store.get() ?? [];
    const isSame = stations.length === kept.length && stations.every(({ id }, i) => id === kept[i]);
    if (!isSame) kept = stations.map(({ id }) => id);
    return kept;
  };
}
