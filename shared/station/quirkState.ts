import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { quirkProfileSchema } from './quirkProfile.ts';

/** How far a reading of the configuration has come. `total` is absent while all keys are asked for at once. */
export const readingProgressSchema = z.object({
  phase: z.enum(['all-at-once', 'in-chunks', 'waiting-for-station']),
  done: z.number().int(),
  total: z.number().int().optional(),
  /** Keys that one request asks for at present. */
  chunk: z.number().int().optional(),
});
export type ReadingProgress = z.infer<typeof readingProgressSchema>;

/**
 * How one station is treated. `pending` are the settings that hold only from its next connection on; `proposals` are
 * the findings whose proposed change is neither in effect nor dismissed; `reading` is there while its configuration is
 * being read.
 */
export const quirkStateSchema = z.object({
  stationId: z.string(),
  profile: quirkProfileSchema,
  pending: z.array(z.string()),
  proposals: z.array(findingSchema),
  reading: readingProgressSchema.optional(),
});
export type QuirkState = z.infer<typeof quirkStateSchema>;
