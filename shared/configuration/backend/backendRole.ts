import { describeKey } from '../../ocpp/configuration/keyCatalogue.ts';
import { describeVariable } from '../../ocpp/deviceModel/variableCatalogue.ts';
import type { OcppVersion } from '../../ocpp/version.ts';
import { hasKeys, isOcpp, type Spoken } from '../spoken.ts';
import { parseVariableAddress } from '../variableAddress.ts';
import { BACKEND_ROLES, type BackendItem, type BackendRole } from './backend.ts';

/** What is known about a key of 1.x beyond the specification, such as by the packs of makers. */
export type DescribeRole = (key: string) => { role?: string } | undefined;

export interface FoundRole {
  role: BackendRole;
  roleFrom: BackendItem['roleFrom'];
}

/** An address that a station uses for other things is no back end. */
const OTHER_SERVICES =
  /firmware|update|ntp|log|diag|ftp|tariff|payment|mqtt|help|support|website|web ui|proxy|vpn|qr/;
const SERVER = /\b(?:back ?end|back ?office|central ?system|csms|cpms|cpo|ocpp)\b|\bserver\b/;

/** By the words of a name; the first that fits counts. */
const NAMES: readonly (readonly [RegExp, BackendRole])[] = [
  [
    /\b(?:charge ?point|charge ?box|charging ?station|ocpp|cp|cb|evse) ?(?:id|identity|identifier)\b/,
    'backend-identity',
  ],
  [/\bapn\b.*\b(?:user|login)/, 'apn-user'],
  [/\bapn\b.*\bpass/, 'apn-password'],
  [/\bapn\b(?: name)?$/, 'apn'],
  [/\b(?:ocpp|back ?end|csms|central ?system)\b.*\b(?:password|auth ?key)\b/, 'backend-password'],
];
const PARTS: readonly (readonly [RegExp, BackendRole])[] = [
  [/\b(?:url|uri|endpoint|address)$/, 'backend-url'],
  [/\b(?:host|host ?name|domain|fqdn|ip)$/, 'backend-host'],
  [/\bport$/, 'backend-port'],
  [/\bpath$/, 'backend-path'],
  [/\b(?:central ?system|ocpp ?server|csms|back ?end)$/, 'backend-url'],
];

/** What an item has to do with the back end; nothing where it has nothing to do with it. */
export function backendRoleOf(
  spoken: Spoken,
  item: { address: string; value?: string | undefined },
  describe?: DescribeRole,
): FoundRole | undefined {
  const known = knownRole(spoken, item.address, describe);
  if (known !== undefined)
    return known.role === undefined ? undefined : { role: known.role, roleFrom: 'known' };
  if (!hasKeys(spoken)) return addressRole(item.value);
  const words = wordsOf(item.address);
  const named = NAMES.find(([pattern]) => pattern.test(words)) ?? serverPart(words);
  if (named !== undefined) return { role: named[1], roleFrom: 'name' };
  return addressRole(item.value);
}

function serverPart(words: string): readonly [RegExp, BackendRole] | undefined {
  if (OTHER_SERVICES.test(words) || !SERVER.test(words)) return undefined;
  return PARTS.find(([pattern]) => pattern.test(words));
}

/** Nothing where nobody knows the item; a known item without a role has nothing to do with the back end. */
function knownRole(
  spoken: Spoken,
  address: string,
  describe: DescribeRole | undefined,
): { role?: BackendRole } | undefined {
  const described = hasKeys(spoken)
    ? (describe?.(address) ?? (isOcpp(spoken) ? describeKey(spoken, address) : undefined))
    : ofVariable(spoken, address);
  if (described === undefined) return undefined;
  const role = BACKEND_ROLES.find((known) => known === described.role);
  return role === undefined ? {} : { role };
}

function ofVariable(version: OcppVersion, address: string): { role?: string } | undefined {
  const name = parseVariableAddress(address);
  if (name === undefined || name.attribute !== 'Actual') return undefined;
  return describeVariable(version, name.component, name.variable);
}

/** Nothing but a central system is spoken to by WebSocket. */
function addressRole(value: string | undefined): FoundRole | undefined {
  return /^\s*wss?:\/\/\S/i.test(value ?? '') ? { role: 'backend-url', roleFrom: 'value' } : undefined;
}

/** `AppOCPPBackendUrl`, `ocpp.backend_url` -> `app ocpp backend url`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase();
}
