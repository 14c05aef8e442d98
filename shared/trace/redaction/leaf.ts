import type { SecretKind } from './keyMeaning.ts';
import type { Decoded } from './span.ts';

/** One value of a structured text, in the place where it is written. */
export interface Leaf {
  decoded: Decoded;
  /** What the name of its field says that it is. */
  meaning: SecretKind | undefined;
  /** A number of JSON must stay one. */
  isNumber: boolean;
  /** A measured value, a time or a version: digits that look like a card's or an address are chance. */
  isPlain: boolean;
  /** The name of a field rather than its value. */
  isName: boolean;
}

/** Fields that hold the value of the configuration key or variable that stands beside them. */
const VALUE_FIELDS = new Set([
  'value',
  '$value',
  'attributevalue',
  'actualvalue',
  'currentvalue',
  'newvalue',
  'oldvalue',
  'defaultvalue',
  'variableattribute',
]);
/** Fields that name it. */
const NAME_FIELDS = new Set(['key', 'name', 'configkey', 'parameter', 'setting', 'variable', 'variablename']);

export function isValueField(name: string): boolean {
  return VALUE_FIELDS.has(name.toLowerCase());
}

export function isNameField(name: string): boolean {
  return NAME_FIELDS.has(name.toLowerCase());
}

const PLAIN_FIELDS = /^(?:sampledvalue|metervalues?|transactiondata|values|timestamp)$|version$/i;

export function isPlainField(name: string): boolean {
  return PLAIN_FIELDS.test(name);
}
