import { z } from 'zod';
import { sessionDetailsSchema } from './openTrace.ts';

/** What will stop the recording before long, while there is time to do something about it. */
export const STORAGE_WARNINGS = ['disk-low', 'limit-near'] as const;

/**
 * The session file and how recording goes. `recording` is `paused` while the disk is full or the size limit is reached
 * (records stay in memory) and `read-only` for a file from a newer program. Rates are over the last second. `sizeBytes`
 * is what the file takes, its log included; `maxBytes` the limit that was set for it.
 */
export const sessionSchema = sessionDetailsSchema.extend({
  path: z.string(),
  name: z.string(),
  recording: z.enum(['on', 'paused', 'read-only']),
  problem: z.string().optional(),
  records: z.number().int(),
  framesPerSecond: z.number(),
  freeBytes: z.number().optional(),
  sizeBytes: z.number().optional(),
  maxBytes: z.number().optional(),
  warning: z.enum(STORAGE_WARNINGS).optional(),
});
export type Session = z.infer<typeof sessionSchema>;
