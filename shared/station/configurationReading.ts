import { z } from 'zod';
import { OUTCOMES } from './outcome.ts';

/** A configuration key as the station spells it. `note` says what an odd value means. */
export const configurationEntrySchema = z.object({
  key: z.string(),
  value: z.string().optional(),
  isReadonly: z.boolean().optional(),
  note: z.string().optional(),
});
export type ConfigurationEntry = z.infer<typeof configurationEntrySchema>;

/** One request of a reading: how many keys it asked for (absent: all), and how it ended. */
export const readingStepSchema = z.object({
  asked: z.number().int().optional(),
  outcome: z.enum(OUTCOMES),
  got: z.number().int(),
  description: z.string().optional(),
  requestSeq: z.number().int().optional(),
  responseSeq: z.number().int().optional(),
});
export type ReadingStep = z.infer<typeof readingStepSchema>;

/**
 * The configuration of a 1.5 or 1.6 station. `unknownKeys` are those that the station says it does not have,
 * `unreadKeys` those it gave no answer about. `isWhole` is false where keys may be missing: keys of the maker's own can
 * only be had by asking for all. `sentence` says how it was read.
 */
export const configurationReadingSchema = z.object({
  stationId: z.string(),
  how: z.enum(['all-at-once', 'in-chunks', 'not-read']),
  /** Keys per request that worked. */
  chunk: z.number().int().optional(),
  isWhole: z.boolean(),
  keys: z.array(configurationEntrySchema),
  unknownKeys: z.array(z.string()),
  unreadKeys: z.array(z.string()),
  steps: z.array(readingStepSchema),
  sentence: z.string(),
});
export type ConfigurationReading = z.infer<typeof configurationReadingSchema>;
