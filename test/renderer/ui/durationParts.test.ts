import { expect, it } from 'vitest';
import { durationParts } from '../../../renderer/ui/durationParts.ts';

const MINUTE = 60_000;

it.each([
  [-5, '0 second'],
  [0, '0 second'],
  [59_999, '59 second'],
  [41 * MINUTE + 7000, '41 minute'],
  [125 * MINUTE, '2 hour 5 minute'],
  [120 * MINUTE, '2 hour'],
  [50 * 60 * MINUTE + 3 * MINUTE, '2 day 2 hour'],
])('says %d ms as %s', (durationMs, words) => {
  const parts = durationParts(durationMs).map(({ unit, count }) => `${count} ${unit}`);
  expect(parts.join(' ')).toBe(words);
});
