import type { OcppVersion } from '../../version.ts';
import { describeKey } from '../keyCatalogue.ts';
import type { KeyDescription } from '../keyDescription.ts';
import { keyIdentity } from '../keySpelling.ts';
import { makerKeyDescription } from './makerKeyDescription.ts';
import type { MakerMatch, MakerPack } from './makerPack.ts';

/** What a charger says of itself, and the keys that it told. */
export interface MatchedCharger {
  vendor?: string | undefined;
  model?: string | undefined;
  firmwareVersion?: string | undefined;
  keys?: readonly string[] | undefined;
}

/** The packs for a charger, in the given order; what stands for a pack in a list can be asked, too. */
export function packsFor<P extends Pick<MakerPack, 'match'>>(
  packs: readonly P[],
  charger: MatchedCharger,
): P[] {
  const keys = (charger.keys ?? []).map(keyIdentity);
  return packs.filter(({ match }) => match.some((rule) => fits(rule, charger, keys)));
}

function fits(rule: MakerMatch, charger: MatchedCharger, keys: readonly string[]): boolean {
  return (
    contains(charger.vendor, rule.vendor) &&
    contains(charger.model, rule.model) &&
    contains(charger.firmwareVersion, rule.firmware) &&
    (rule.key === undefined || rule.key.some((wanted) => hasKey(keyIdentity(wanted), keys)))
  );
}

function contains(told: string | undefined, wanted: readonly string[] | undefined): boolean {
  if (wanted === undefined) return true;
  const text = told?.toLowerCase();
  return text !== undefined && wanted.some((word) => text.includes(word.toLowerCase()));
}

function hasKey(wanted: string, keys: readonly string[]): boolean {
  if (!wanted.endsWith('*')) return keys.includes(wanted);
  const beginning = wanted.slice(0, -1);
  return keys.some((key) => key.startsWith(beginning));
}

/**
 * What is known about the keys of a charger: the specification's word first, then that of the packs in their order. The
 * answer is remembered, so that asking for thousands of keys is cheap.
 */
export function keyDescriber(
  version: OcppVersion,
  packs: readonly MakerPack[],
): (key: string) => KeyDescription | undefined {
  const known = new Map<string, KeyDescription>();
  const plain = new Set<string>();
  for (const pack of packs) {
    for (const makerKey of pack.keys) {
      const identity = keyIdentity(makerKey.key);
      const description = makerKeyDescription(pack, makerKey);
      const first = known.get(identity);
      if (first === undefined) {
        known.set(identity, description);
        if (makerKey.isSecret === false) plain.add(identity);
      } else if (description.isSecret === true && !plain.has(identity)) {
        // Whoever describes a key anew may well have forgotten that it is a secret; that it is none has to be said.
        known.set(identity, { ...first, isSecret: true });
      }
    }
  }
  return (key) => describeKey(version, key) ?? known.get(keyIdentity(key));
}
