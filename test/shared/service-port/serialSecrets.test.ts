import { expect, it } from 'vitest';
import { maskedBytes, maskedText, secretRanges } from '../../../shared/service-port/serialSecrets.ts';

type Secrets = Array<[number, number]>;

it.each<[string, Secrets, string]>([
  ['key: geheim', [[5, 6]], 'key: ******'],
  ['für äöü77!', [[5, 8]], 'für *****!'],
  ['a🔑b', [[1, 4]], 'a**b'],
  [
    'in two pieces',
    [
      [5, 1],
      [3, 2],
    ],
    'in *** pieces',
  ],
  ['ä in half', [[1, 2]], '**in half'],
  [
    '🔑 in half',
    [
      [0, 1],
      [2, 1],
    ],
    '** in half',
  ],
  [
    'beyond',
    [
      [4, 100],
      [-3, 4],
      [2, -5],
      [9, 1],
    ],
    '*eyo**',
  ],
])('of “%s” %j are asterisks', (text, secrets, masked) => {
  expect(maskedText(text, { secrets })).toBe(masked);
});

it('bytes are masked by the same places', () => {
  const bytes = Uint8Array.from([0, 1, 2, 3]);
  expect([
    ...maskedBytes(bytes, {
      secrets: [
        [1, 2],
        [-4, 3],
      ],
    }),
  ]).toEqual([0, 0x2a, 0x2a, 3]);
  expect(maskedBytes(bytes, {})).toBe(bytes);
});

it('many places of a file of other hands are read in one go', () => {
  const text = 'ä'.repeat(30_000);
  const secrets = Array.from({ length: 50_000 }, (_, at): [number, number] => [at % 50_000, 60_000]);
  expect(secretRanges(text, { secrets })).toEqual([{ start: 0, end: 30_000 }]);
  expect(maskedText(text, { secrets })).toBe('*'.repeat(30_000));
});
