import { keyMeaning } from '../trace/redaction/keyMeaning.ts';
import { parseVariableAddress } from './variableAddress.ts';

/**
 * Whether the value of an item is a secret, told by its name: `AuthorizationKey` (security whitepaper §2.7),
 * `SecurityCtrlr.BasicAuthPassword` (OCPP 2.0.1 A01), and what makers call a password, a PIN or a token.
 */
export function isSecretAddress(address: string): boolean {
  const variable = parseVariableAddress(address)?.variable;
  return [address, variable].some((name) => name !== undefined && keyMeaning(name) === 'secret');
}
