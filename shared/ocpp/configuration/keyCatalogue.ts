import { assertNever } from '../../assertNever.ts';
import type { OcppVersion } from '../version.ts';
import { KEYS_15 } from './catalogue/keys15.ts';
import { METERING_16 } from './catalogue/metering16.ts';
import { OPERATION_16 } from './catalogue/operation16.ts';
import { PROFILES_16 } from './catalogue/profiles16.ts';
import { SECURITY_16 } from './catalogue/security16.ts';
import { TRANSACTIONS_16 } from './catalogue/transactions16.ts';
import type { KeyDescription } from './keyDescription.ts';
import { keyIdentity } from './keySpelling.ts';

const KEYS_16: readonly KeyDescription[] = [
  ...OPERATION_16,
  ...TRANSACTIONS_16,
  ...METERING_16,
  ...PROFILES_16,
  ...SECURITY_16,
];
const NONE: readonly KeyDescription[] = [];

function byIdentity(keys: readonly KeyDescription[]): ReadonlyMap<string, KeyDescription> {
  return new Map(keys.map((description) => [keyIdentity(description.key), description]));
}

const INDEX_15 = byIdentity(KEYS_15);
const INDEX_16 = byIdentity(KEYS_16);

/** All that the specification says about configuration keys; nothing for 2.x, which has a device model instead. */
export function keyCatalogue(version: OcppVersion): readonly KeyDescription[] {
  switch (version) {
    case '1.5':
      return KEYS_15;
    case '1.6':
      return KEYS_16;
    case '2.0.1':
    case '2.1':
      return NONE;
    default:
      return assertNever(version);
  }
}

/** What the specification says about one key, in whatever case the station spells it. */
export function describeKey(version: OcppVersion, key: string): KeyDescription | undefined {
  if (version === '1.6') return INDEX_16.get(keyIdentity(key));
  return version === '1.5' ? INDEX_15.get(keyIdentity(key)) : undefined;
}
