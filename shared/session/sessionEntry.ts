import { z } from 'zod';
import { sessionDetailsSchema } from './openTrace.ts';

/**
 * How a session file stands: `running` is the one that is recorded into, `elsewhere` one into which another Kerbside
 * records; `interrupted` was not closed in order (everything recorded is there); `damaged` cannot be read as it is.
 */
export const SESSION_STATES = ['running', 'elsewhere', 'closed', 'interrupted', 'damaged'] as const;

/**
 * A session file of the list. What stands in the file (`records`, `stationIds`, times, what was written about it) is
 * absent until it has been looked at. `trace` is its id while it is open. Times are epoch ms.
 */
export const sessionEntrySchema = sessionDetailsSchema.extend({
  path: z.string(),
  fileName: z.string(),
  state: z.enum(SESSION_STATES),
  sizeBytes: z.number().int(),
  modifiedAt: z.number(),
  records: z.number().int().optional(),
  stationIds: z.array(z.string()).optional(),
  firstAt: z.number().optional(),
  lastAt: z.number().optional(),
  problem: z.string().optional(),
  trace: z.string().optional(),
});
export type SessionEntry = z.infer<typeof sessionEntrySchema>;

/** Session files of the folder in which new ones are made, and others that were opened lately; newest first. */
export const sessionListSchema = z.object({ folder: z.string(), entries: z.array(sessionEntrySchema) });
export type SessionList = z.infer<typeof sessionListSchema>;
