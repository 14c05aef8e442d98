import { z } from 'zod';
import { directionSchema } from './record.ts';

/**
 * Which records a view shows. Absent parts do not restrict; parts are joined by *and*, the items of a list by *or*.
 * `text` is found, without regard to case, in the raw frame or the action.
 */
export const traceFilterSchema = z.object({
  text: z.string().max(1000).optional(),
  stationIds: z.array(z.string()).optional(),
  actions: z.array(z.string()).optional(),
  directions: z.array(directionSchema).optional(),
  onlyIssues: z.boolean().optional(),
});
export type TraceFilter = z.infer<typeof traceFilterSchema>;
