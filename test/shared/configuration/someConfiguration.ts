import fc from 'fast-check';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { ACCESS, type ConfigurationItem } from '../../../shared/configuration/item.ts';

/** A configuration that holds these items. */
export function configurationWith(
  items: ConfigurationItem[],
  owner: Partial<Configuration['owner']> = {},
): Configuration {
  return {
    owner: { stationId: 'CP-1', version: '1.6', ...owner },
    readAt: Date.parse('2026-11-27T08:00:00.000Z'),
    scope: 'full',
    how: 'all-at-once',
    isWhole: true,
    items,
    unknown: [],
    unread: [],
    issues: [],
    steps: [],
    sentence: 'Read with one request.',
    proof: [],
  };
}

const NASTY = [
  '007',
  '1e3',
  'yes',
  'null',
  '~',
  '',
  ' a ',
  '\n',
  '\r',
  "'=1",
  '=1+1',
  '# no',
  'a: b',
  '"',
  '\uFEFF',
];
const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary' }), fc.string());
const word = text.filter((told) => told !== '');
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((told) => (told === 0 ? 0 : told));

/** Any item that a station can tell. */
export const anyItem: fc.Arbitrary<ConfigurationItem> = fc.record(
  {
    address: word,
    value: text,
    access: fc.constantFrom(...ACCESS),
    characteristics: fc.record(
      { dataType: text, unit: text, minLimit: number, maxLimit: number, valuesList: fc.array(text) },
      { requiredKeys: ['dataType'] },
    ),
    isPersistent: fc.boolean(),
    isConstant: fc.boolean(),
    status: word,
    note: word,
  },
  { requiredKeys: ['address'] },
);
