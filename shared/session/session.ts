import { z } from 'zod';

/**
 * The session file and how recording goes. `recording` is `paused` while the disk is full (records stay in memory)
 * and `read-only` for a file from a newer program. Rates are over the last second.
 */
export const sessionSchema = z.object({
  path: z.string(),
  name: z.string(),
  recording: z.enum(['on', 'paused', 'read-only']),
  problem: z.string().optional(),
  records: z.number().int(),
  framesPerSecond: z.number(),
  freeBytes: z.number().optional(),
});
export type Session = z.infer<typeof sessionSchema>;
