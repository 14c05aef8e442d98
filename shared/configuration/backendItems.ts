import type { KeyRole } from '../ocpp/configuration/keyDescription.ts';
import type { OcppVersion } from '../ocpp/version.ts';
import { keyMeaning } from '../trace/redaction/keyMeaning.ts';
import { describeItem, type DescribeKey } from './describeItem.ts';
import type { ConfigurationItem } from './item.ts';

/** The roles that say where a station is pointed to, and how it gets in there. */
export const BACKEND_ROLES = [
  'backend-url',
  'backend-host',
  'backend-port',
  'backend-path',
  'backend-identity',
  'backend-password',
  'backend-enabled',
  'security-profile',
  'network-profile-order',
  'network-profile-active',
  'apn',
  'apn-user',
  'apn-password',
] as const satisfies readonly KeyRole[];
export type BackendRole = (typeof BACKEND_ROLES)[number];

/** An item that leads the station to its back end. `isGuess`: nobody described it; its name or value looks so. */
export interface BackendItem {
  role: BackendRole;
  item: ConfigurationItem;
  isGuess: boolean;
}

/** All items that lead the station to its back end, in the order of the roles. */
export function backendItems(
  version: OcppVersion,
  items: readonly ConfigurationItem[],
  describe?: DescribeKey,
): BackendItem[] {
  const found = items.flatMap((item) => {
    const { key, variable } = describeItem(version, item, describe);
    const known = key ?? variable;
    const role = known === undefined ? guessedRole(item) : BACKEND_ROLES.find((role) => role === known.role);
    return role === undefined ? [] : [{ role, item, isGuess: known === undefined }];
  });
  return found.sort((one, other) => BACKEND_ROLES.indexOf(one.role) - BACKEND_ROLES.indexOf(other.role));
}

/** Makers keep their keys to themselves, yet an address of the kind ws://… has only one use. */
function guessedRole({ address, value }: ConfigurationItem): BackendRole | undefined {
  if (value !== undefined && /^\s*wss?:\/\//i.test(value)) return 'backend-url';
  switch (keyMeaning(address)) {
    case 'station':
      return 'backend-identity';
    case 'apn':
      return 'apn';
    default:
      return undefined;
  }
}
