import { z } from 'zod';
import { READ_SCOPES } from './configuration.ts';
import { readingProgressSchema } from './readingProgress.ts';

/**
 * What the session knows of the configuration of one station. `readAt` (epoch ms) names the latest reading: another
 * number means that there is another configuration to fetch. `snapshotId`: nothing was read since Kerbside started, and it is known from
 * this snapshot. `needsRestart` are the addresses whose changes wait for a restart.
 */
export const configurationStateSchema = z.object({
  stationId: z.string(),
  readAt: z.number().optional(),
  scope: z.enum(READ_SCOPES).optional(),
  items: z.number().int().optional(),
  snapshotId: z.string().optional(),
  reading: readingProgressSchema.optional(),
  needsRestart: z.array(z.string()),
});
export type ConfigurationState = z.infer<typeof configurationStateSchema>;
