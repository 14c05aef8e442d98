import { z } from 'zod';

/** What the technician wrote about a session. `title` is shown in place of the file's name. */
export const sessionDetailsSchema = z.object({
  title: z.string().optional(),
  site: z.string().optional(),
  notes: z.string().optional(),
});
export type SessionDetails = z.infer<typeof sessionDetailsSchema>;

/**
 * A session file that is open for reading, beside the running session. `id` names it in the contract; `name` is its
 * title, or the file's name without extension. `isLive`: another Kerbside records into it, and it is followed.
 * `problem` is a sentence about a file that can be read in part only. Times are epoch ms.
 */
export const openTraceSchema = sessionDetailsSchema.extend({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  records: z.number().int(),
  stationIds: z.array(z.string()),
  firstAt: z.number().optional(),
  lastAt: z.number().optional(),
  isLive: z.boolean(),
  problem: z.string().optional(),
});
export type OpenTrace = z.infer<typeof openTraceSchema>;
