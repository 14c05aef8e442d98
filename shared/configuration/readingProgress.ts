import { z } from 'zod';

/**
 * How far a reading of the configuration has come. `report`: the parts of a report come in, and `done` is how many items
 * they held. `total` is absent where it is not known: while all keys are asked for at once, or a report comes in.
 */
export const readingProgressSchema = z.object({
  phase: z.enum(['all-at-once', 'in-chunks', 'report', 'waiting-for-station']),
  done: z.number().int(),
  total: z.number().int().optional(),
  /** Items that one request asks for at present. */
  chunk: z.number().int().optional(),
});
export type ReadingProgress = z.infer<typeof readingProgressSchema>;
