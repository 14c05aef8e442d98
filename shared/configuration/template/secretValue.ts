import { BUILT_IN_PACKS } from '../../ocpp/configuration/makerPacks/builtInPacks.ts';
import { keyDescriber } from '../../ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { keyIdentity } from '../../ocpp/configuration/keySpelling.ts';
import { isSecretAddress } from '../secretAddress.ts';

const describe = keyDescriber('1.6', BUILT_IN_PACKS);

export type IsSecretKey = (key: string) => boolean;

/**
 * Whether an item is a secret by its name, or by what a pack that Kerbside brings says of it, whatever charger that is for: a template
 * does not know its charger yet. What the technician's own packs say is in `secretJudge`.
 */
export function isSecretKey(key: string): boolean {
  return isSecretAddress(key) || describe(key)?.isSecret === true;
}

/** The same, with the keys that further packs call secret. */
export function secretJudge(packs: ReadonlyArray<{ secrets: readonly string[] }>): IsSecretKey {
  const named = new Set(packs.flatMap(({ secrets }) => secrets.map(keyIdentity)));
  return (key) => named.has(keyIdentity(key)) || isSecretKey(key);
}

/** Whether a value is an address with a password in it, such as `wss://user:password@host`. */
export function holdsPassword(value: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#\s]*:[^/?#\s]+@/i.test(value.trim());
}
