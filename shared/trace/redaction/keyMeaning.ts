import type { RedactionCategory } from './redactionChoice.ts';

/** What a value is, which decides how its stand-in looks. */
export type SecretKind =
  | 'secret'
  | 'user'
  | 'tag'
  | 'sim'
  | 'ipv4'
  | 'ipv6'
  | 'mac'
  | 'ssid'
  | 'apn'
  | 'email'
  | 'phone'
  | 'station'
  | 'serial';

export const CATEGORY_OF: Readonly<Record<SecretKind, RedactionCategory>> = {
  secret: 'credentials',
  user: 'credentials',
  tag: 'idTags',
  sim: 'sim',
  ipv4: 'network',
  ipv6: 'network',
  mac: 'network',
  ssid: 'network',
  apn: 'network',
  email: 'contacts',
  phone: 'contacts',
  station: 'stations',
  serial: 'stations',
};

/** Names that end so tell about a secret, not the secret itself: `MinimumPinLength`, `AuthorizationKeyEnabled`. */
const DESCRIPTIONS = new Set(
  `length len enabled enable required minimum maximum min max timeout type supported status count interval expiry
   expires expiration validity policy format mode changed info retries attempts size algorithm version reader lifetime
   allowed through support feature list management prefix`.split(/\s+/),
);

/** Words before a final `key` with which it is a name or public. */
const HARMLESS_KEYS = new Set(
  'public configuration config unknown custom foreign primary sort cache map meter product function socket idempotency'.split(
    ' ',
  ),
);

const SECRET_PARTS = /passw(?:or)?[dt]|passphrase|passcode|kennwort|secret|credential/;
const SECRET_ENDS = /(?:psk|pwd|passwd|apikey|authkey|authorizationkey|privatekey|accesskey|wepkey|wpakey)$/;
const TAG_NAMES =
  /^(?:rfids?|emaids?|evcoid|contractid|evccid|vin|vehicleid|authid|licenseplate|uidtag|carduid|customeridentifier|tags?uids?|tagids?)$/;
const TAG_PAIRS =
  /\bid (?:tags?|tokens?)\b|\btags? u?ids?\b|\bcard (?:u?id|number|no|num|nr|serial|code)\b|\brfid (?:tags?|u?id|card|number|code|token)\b/;
const PHONE_NAMES = /(?:phone|phonenumber|mobile|mobilenumber|telephone|fax)$/;
const SERIAL_NAMES = /serial(?:number|no|nr|num)?$/;
const STATION_NAMES =
  /^(?:chargeboxid|chargeboxidentity|chargepointid|chargepointidentity|chargerid|chargingstationid|stationid|identity)$/;

const KNOWN = new Map<string, SecretKind | undefined>();
const MOST_KNOWN = 20_000;

/** What a value of this name is: a member of JSON, an XML element, a configuration key or a word before `=`. */
export function keyMeaning(name: string): SecretKind | undefined {
  if (name.length > 100) return undefined;
  if (KNOWN.has(name)) return KNOWN.get(name);
  const meaning = meaningOf(name);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(name, meaning);
  return meaning;
}

function meaningOf(name: string): SecretKind | undefined {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || DESCRIPTIONS.has(last)) return undefined;
  const joined = words.join('');
  if (isSecret(words, joined)) return 'secret';
  if (TAG_NAMES.test(joined) || TAG_PAIRS.test(words.join(' '))) return 'tag';
  if (/(?:iccid|imsi|imei|msisdn|simnumber)$/.test(joined)) return 'sim';
  if (last === 'mac' || joined.endsWith('macaddress')) return 'mac';
  if (joined.endsWith('ssid') && !joined.endsWith('bssid')) return 'ssid';
  if (last === 'apn') return 'apn';
  if (/(?:email|mailaddress)$/.test(joined)) return 'email';
  if (PHONE_NAMES.test(joined)) return 'phone';
  if (last === 'user' || /(?:username|login)$/.test(joined)) return 'user';
  if (STATION_NAMES.test(joined)) return 'station';
  return SERIAL_NAMES.test(joined) ? 'serial' : undefined;
}

function isSecret(words: readonly string[], joined: string): boolean {
  if (SECRET_PARTS.test(joined) || SECRET_ENDS.test(joined)) return true;
  if (words.some((word) => word === 'pin' || word === 'puk' || word === 'pass')) return true;
  // Messages of ISO 15118 carry contract certificates with their keys and the contract's number.
  if (joined === 'exirequest' || joined === 'exiresponse') return true;
  const token = words.findIndex((word) => word === 'token' || word === 'tokens');
  if (token !== -1 && words[token - 1] !== 'id') return true;
  const before = words.at(-2);
  return words.at(-1) === 'key' && before !== undefined && !HARMLESS_KEYS.has(before);
}

/** `G_CardPin` is g, card, pin. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-zäöüß]+/)
    .filter((word) => word !== '');
}
