import { createContext } from 'react';

/** What a click on a value does to the filter. Paths are those of the filter language: `payload.status`, `[*]`. */
export interface FilterActions {
  add(key: string, value: string): void;
  exclude(key: string, value: string): void;
  addPath(path: string, value: string): void;
}

/** Absent where the records on the screen are not those of a filtered list. */
export const FilterActionsContext = createContext<FilterActions | undefined>(undefined);
