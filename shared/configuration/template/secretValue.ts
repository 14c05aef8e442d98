import { BUILT_IN_PACKS } from '../../ocpp/configuration/makerPacks/builtInPacks.ts';
import { keyDescriber } from '../../ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { isSecretAddress } from '../secretAddress.ts';

const describe = keyDescriber('1.6', BUILT_IN_PACKS);

/** Whether an item is a secret by its name, or by what any maker says of it: a template does not know its charger yet. */
export function isSecretKey(key: string): boolean {
  return isSecretAddress(key) || describe(key)?.isSecret === true;
}

/** Whether a value is an address with a password in it, such as `wss://user:password@host`. */
export function holdsPassword(value: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#\s]*:[^/?#\s]+@/i.test(value.trim());
}
