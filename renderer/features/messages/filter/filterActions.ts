import { createContext } from 'react';

/**
 * What a click on a value anywhere in the inspector does to the filter of its list. `key` is one of the filter language;
 * quotes are put where they are needed. `path` is the place of a value in the payload, as a JSON pointer
 * (`/meterValue/0/timestamp`) or as the language writes it (`meterValue[0].timestamp`, with or without `payload.`); an
 * index becomes any element, since the same value may stand elsewhere in the next message.
 */
export interface FilterActions {
  add(key: string, value: string): void;
  exclude(key: string, value: string): void;
  addPath(path: string, value: string): void;
}

/** Absent outside the messages of a station or of all. */
export const FilterActionsContext = createContext<FilterActions | undefined>(undefined);
