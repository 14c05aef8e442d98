import type { Configuration } from '../../../configuration/configuration.ts';
import type { DescribeKey } from '../../../configuration/describeItem.ts';
import type { ConfigurationItem } from '../../../configuration/item.ts';
import { isSecretAddress } from '../../../configuration/secretAddress.ts';
import { hasKeys, isOcpp } from '../../../configuration/spoken.ts';
import { keyIdentity } from '../keySpelling.ts';
import type { ValueType } from '../valueShape.ts';
import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerKey, type MakerPack } from './makerPack.ts';

/** As many as a pack may hold, and as long a name as a key may have there. */
const MOST_KEYS = 5000;
const LONGEST_KEY = 100;

/**
 * The beginning of a pack: the keys of a charger of 1.x that nobody describes, each with the type that its value looks like and a meaning
 * that is still to be written. Values stay out of it. Nothing where all keys are described.
 */
export function draftPack(
  { owner, items, readAt }: Configuration,
  describe: DescribeKey,
): MakerPack | undefined {
  if (!hasKeys(owner.version) || !isOcpp(owner.version)) return undefined;
  const found = new Map<string, ConfigurationItem>();
  for (const item of items) {
    const { address } = item;
    if (address === '' || address.length > LONGEST_KEY || describe(address) !== undefined) continue;
    if (!found.has(keyIdentity(address))) found.set(keyIdentity(address), item);
  }
  const keys = [...found.values()].slice(0, MOST_KEYS).map(draftKey);
  const [first] = keys;
  if (first === undefined) return undefined;
  const vendor = owner.vendor?.trim().slice(0, 200) ?? '';
  const model = owner.model?.trim().slice(0, 200) ?? '';
  const name = [vendor, model].filter(Boolean).join(' ').slice(0, 200) || owner.stationId;
  const date = new Date(readAt).toISOString().slice(0, 10);
  return {
    kerbside: MAKER_PACK_KIND,
    version: MAKER_PACK_VERSION,
    id: idOf(name),
    name,
    match: [
      vendor === ''
        ? { key: [first.key] }
        : { vendor: [vendor], ...(model === '' ? {} : { model: [model] }) },
    ],
    source: `Seen in ${owner.stationId} on ${date}${owner.firmwareVersion === undefined ? '' : `, firmware ${owner.firmwareVersion}`}`,
    evidence: 'seen',
    keys,
  };
}

function draftKey({ address, value, access }: ConfigurationItem): MakerKey {
  return {
    key: address,
    type: typeOf(value),
    access: access ?? 'read-write',
    meaning: 'Not known yet.',
    ...(isSecretAddress(address) ? { isSecret: true } : {}),
  };
}

function typeOf(value = ''): ValueType {
  if (/^(?:true|false)$/i.test(value.trim())) return 'boolean';
  if (/^-?\d{1,15}$/.test(value.trim())) return 'integer';
  return /^-?\d+\.\d+$/.test(value.trim()) ? 'decimal' : 'string';
}

function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id === '' ? 'my-pack' : id.slice(0, 100);
}
