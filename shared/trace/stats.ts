import { z } from 'zod';

/**
 * Counts over a trace. `frames` are records that were bytes on the wire; `pairs` are answered calls; `unanswered` are
 * calls without an answer; `issues` counts the issues, not the records that have some; `first` and `last` are epoch ms
 * and absent in an empty trace.
 */
export const traceStatsSchema = z.object({
  records: z.number().int(),
  frames: z.number().int(),
  calls: z.number().int(),
  results: z.number().int(),
  errors: z.number().int(),
  sends: z.number().int(),
  pairs: z.number().int(),
  unanswered: z.number().int(),
  malformed: z.number().int(),
  issues: z.number().int(),
  stations: z.array(z.string()),
  first: z.number().optional(),
  last: z.number().optional(),
});
export type TraceStats = z.infer<typeof traceStatsSchema>;
