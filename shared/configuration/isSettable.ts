import type { KeyAccess } from '../ocpp/configuration/keyDescription.ts';
import type { ConfigurationItem } from './item.ts';

/**
 * Whether it is worth trying to set an item: by the word of its station, and where that gave none by what is known about
 * it. What nobody says anything about may well be settable.
 */
export function isSettable(
  { access }: Pick<ConfigurationItem, 'access'>,
  known: KeyAccess | undefined,
): boolean {
  return (access ?? known) !== 'read-only';
}
