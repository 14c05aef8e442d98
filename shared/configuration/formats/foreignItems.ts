import type { ConfigurationItem } from '../item.ts';

/** What a file of somebody else's holds. `unknown`: keys that the station does not have; `notes`: what is odd about it. */
export interface ForeignItems {
  items: ConfigurationItem[];
  unknown: string[];
  notes: string[];
}
