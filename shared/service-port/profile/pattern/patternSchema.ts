import { z } from 'zod';
import { patternFault } from './compilePattern.ts';

/** Longer ones are no patterns of a profile. */
const LONGEST_PATTERN = 300;
/** All of a profile together, in characters with repeats counted as often as they repeat: ten times as much as the largest profile known has. */
const MOST_WORK = 10_000;

let workLeft = Infinity;

/** Within `check`, which looks at one profile, patterns are made ready only up to a bound: hundreds of long ones take seconds. */
export function withBoundedPatterns<T>(check: () => T): T {
  workLeft = MOST_WORK;
  try {
    return check();
  } finally {
    workLeft = Infinity;
  }
}

/**
 * A regular expression as JavaScript writes them, with named groups `(?<name>…)`, but without what could make it run for ever: see
 * `compilePattern`, by which it is to be run.
 */
export const patternSchema = z
  .string()
  .min(1)
  .max(LONGEST_PATTERN)
  .describe('A regular expression of RE2, with named groups (?<name>…), without looking ahead or back.')
  .superRefine((source, context) => {
    workLeft -= workOf(source);
    const message = workLeft < 0 ? TOO_MANY : patternFault(source);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

const TOO_MANY =
  'is not used: there are more and longer regular expressions up to here than any profile of a device needs.';

function workOf(source: string): number {
  const repeats = [...source.matchAll(/\{(?:\d*,)?(\d+),?\}/g)].map(([, most]) => Number(most));
  return repeats.reduce((sum, most) => sum + most, source.length);
}
