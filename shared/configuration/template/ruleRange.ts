import type { z } from 'zod';
import { readNumber } from '../../ocpp/configuration/readTyped.ts';
import type { templateRangeSchema } from './template.ts';

export type RuleRange = z.infer<typeof templateRangeSchema>;

/** Whether a value is a number within a range, both ends included. */
export function isInRange(
  value: string,
  { min = -Infinity, max = Infinity }: RuleRange,
  unit?: string,
): boolean {
  const read = readNumber(value, unit);
  if (read?.kind !== 'number') return false;
  const number = Number(read.text);
  return number >= min && number <= max;
}

export function rangeWords({ min, max }: RuleRange): string {
  if (min === undefined) return `at most ${max ?? ''}`;
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
}
