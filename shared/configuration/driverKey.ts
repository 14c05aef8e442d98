import type { KeyDescription } from '../ocpp/configuration/keyDescription.ts';
import { keyIdentity } from '../ocpp/configuration/keySpelling.ts';
import type { DriverItem } from '../service-port/driverItem.ts';
import type { ConfigurationItem } from './item.ts';

const TYPES = {
  integer: 'integer',
  decimal: 'decimal',
  text: 'string',
  boolean: 'boolean',
  choice: 'choice',
} as const satisfies Record<DriverItem['type'], KeyDescription['type']>;

/** What a profile says of an item of its driver, in the words in which keys are described. */
export function driverKey(item: DriverItem): KeyDescription {
  const { key, title, meaning, unit, type, access, min, max, also = [], choices, defaultValue, risk } = item;
  // A range with single values outside is a range only in words.
  const isRange = also.length === 0;
  const meanings = Object.fromEntries((choices ?? []).map(({ value, title: words }) => [value, words]));
  const words = meaning === undefined || meaning === title ? title : `${title}. ${meaning}`;
  return {
    key,
    type: TYPES[type],
    ...(unit === undefined ? {} : { unit }),
    ...(isRange && min !== undefined ? { min } : {}),
    ...(isRange && max !== undefined ? { max } : {}),
    ...(choices === undefined ? {} : { values: choices.map(({ value }) => value), valueMeanings: meanings }),
    ...(item.isSecret ? { isSecret: true } : {}),
    access,
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    meaning: words,
    ...(item.isVolatile === true ? { hint: 'The device forgets it when it is switched off.' } : {}),
    ...(isRange ? {} : { hint: rangeWords(item) }),
    ...(risk === 'none' ? {} : { risk }),
    profile: 'Maker',
    isRequired: false,
    clause: 'the profile of the port',
  };
}

function rangeWords({ min, max, also = [], unit = '' }: DriverItem): string {
  const range = [min, max].filter((limit) => limit !== undefined).join(' to ');
  return (
    `Takes ${[also.join(', '), range].filter((part) => part !== '').join(' or ')} ${unit}`.trimEnd() + '.'
  );
}

/** What is known of the keys of a configuration that was read over a service port: it says so itself. */
export function describerOfItems(
  items: readonly ConfigurationItem[],
): (key: string) => KeyDescription | undefined {
  const known = new Map(
    items.flatMap(({ address, driver }) =>
      driver === undefined ? [] : [[keyIdentity(address), driverKey(driver)] as const],
    ),
  );
  return (key) => known.get(keyIdentity(key));
}
