import { z } from 'zod';
import { patternFault } from './compilePattern.ts';

/** Longer ones are no patterns of a profile. */
const LONGEST_PATTERN = 300;

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
    const message = patternFault(source);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
