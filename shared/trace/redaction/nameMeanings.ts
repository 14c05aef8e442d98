import { parseVariableAddress } from '../../configuration/variableAddress.ts';
import { keyMeaning, type SecretKind } from './keyMeaning.ts';
import { isNameField, isValueField } from './leaf.ts';

/** What names say about their values: by the words in them, and by a list of names that hold secrets whatever they are called. */
export interface NameMeanings {
  of(name: string): SecretKind | undefined;
  /** Whether a text may hold a name of the list: quick, and true too often rather than too seldom. */
  mayBeIn(text: string): boolean;
}

/** Shorter names occur in too many other places. */
const LEAST_CHARS = 4;

/** `secretNames`: configuration keys, or variables as `Component.Variable`, which stand alone in messages; case does not count. */
export function nameMeanings(secretNames: readonly string[]): NameMeanings {
  const all = secretNames.flatMap((name) => [name, parseVariableAddress(name)?.variable ?? name]);
  const unknown = all.filter(
    (name) =>
      name.length >= LEAST_CHARS &&
      !isNameField(name) &&
      !isValueField(name) &&
      keyMeaning(name) !== 'secret',
  );
  if (unknown.length === 0) return { of: keyMeaning, mayBeIn: () => false };
  const listed = new Set(unknown.map((name) => name.toLowerCase()));
  const pattern = new RegExp(unknown.map(escaped).join('|'), 'i');
  return {
    of: (name) => (listed.has(name.toLowerCase()) ? 'secret' : keyMeaning(name)),
    mayBeIn: (text) => pattern.test(text),
  };
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
