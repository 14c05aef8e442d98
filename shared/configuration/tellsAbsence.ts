import { keyIdentity } from '../ocpp/configuration/keySpelling.ts';
import type { Configuration } from './configuration.ts';
import type { ConfigurationItem } from './item.ts';

/** How a configuration was come by, as far as it says what is not there. */
export type Circumstances = Partial<Pick<Configuration, 'how' | 'isWhole' | 'scope' | 'parts' | 'unknown'>>;

/**
 * Whether a configuration that lacks an item says thereby that the charger does not have it. One that was read in part does not: the item
 * may not have been asked for. What a file of somebody else lacks counts as not there: nothing else can be said of it.
 */
export function absenceTeller(circumstances: Circumstances): (item: ConfigurationItem) => boolean {
  const { how, isWhole = true, scope = 'full', parts, unknown = [] } = circumstances;
  const denied = new Set(unknown.map(keyIdentity));
  const isAll = parts === undefined && (isWhole || how === 'from-file');
  return ({ address, access }) => {
    if (denied.has(keyIdentity(address))) return true;
    if (!isAll || scope === 'summary') return false;
    // ConfigurationInventory is what can be set (OCPP 2.0.1 B07).
    return scope === 'full' || access !== 'read-only';
  };
}
