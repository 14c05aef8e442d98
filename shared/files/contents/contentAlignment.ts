import { z } from 'zod';

/**
 * How far the clock of this computer was ahead of the clock of the log (`offsetMs`), found by frames that are in both. `spreadMs` is how
 * far the middle half of the frames lies apart. Without `offsetMs` the clocks cannot be compared; the sentence says why.
 */
export const contentAlignmentSchema = z.object({
  offsetMs: z.number().optional(),
  spreadMs: z.number().optional(),
  /** Frames that are in both, and those of them that agree on the offset. */
  matched: z.number().int(),
  agreeing: z.number().int(),
  confidence: z.enum(['none', 'weak', 'good', 'sure']),
  sentence: z.string(),
});
export type ContentAlignment = z.infer<typeof contentAlignmentSchema>;
