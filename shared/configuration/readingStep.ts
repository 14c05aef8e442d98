import { z } from 'zod';
import { OUTCOMES } from '../station/outcome.ts';

/** One request of a reading: how many items it asked for (absent: all), and how it ended. */
export const readingStepSchema = z.object({
  asked: z.number().int().optional(),
  outcome: z.enum(OUTCOMES),
  got: z.number().int(),
  description: z.string().optional(),
  requestSeq: z.number().int().optional(),
  responseSeq: z.number().int().optional(),
});
export type ReadingStep = z.infer<typeof readingStepSchema>;
