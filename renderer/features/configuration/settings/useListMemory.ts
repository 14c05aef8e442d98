import { useCallback, useState } from 'react';
import { NO_FILTER, type SettingFilter } from './settingFilter.ts';
import type { SettingSort } from './settingRows.ts';

/** How the list of a station was left. */
export interface ListMemory {
  filter: SettingFilter;
  sort: SettingSort;
  isGrouped: boolean;
  /** Ids of the groups and places that are folded. */
  closed: ReadonlySet<string>;
  selectedId: string | undefined;
  isPaneOpen: boolean;
}

const FIRST: ListMemory = {
  filter: NO_FILTER,
  sort: { by: 'name', isDescending: false },
  isGrouped: true,
  closed: new Set(),
  selectedId: undefined,
  isPaneOpen: false,
};

const stations = new Map<string, ListMemory>();

/** The list as it was left: whoever looks at the messages in between finds it so. */
export function useListMemory(stationId: string): [ListMemory, (change: Partial<ListMemory>) => void] {
  const [memory, setMemory] = useState(() => stations.get(stationId) ?? FIRST);
  const remember = useCallback(
    (change: Partial<ListMemory>): void =>
      setMemory((before) => {
        const next = { ...before, ...change };
        stations.set(stationId, next);
        return next;
      }),
    [stationId],
  );
  return [memory, remember];
}
