import { z } from 'zod';
import { failureSchema } from '../../contract/failure.ts';
import { importReportSchema } from './importReport.ts';

/** A file to import: one of this computer by its path, or one that a browser has sent, by its ticket. */
export const importSourceSchema = z.union([
  z.object({ path: z.string().min(1).max(4096) }),
  z.object({ upload: z.string().max(100) }),
]);
export type ImportSource = z.infer<typeof importSourceSchema>;

const HOURS_15_MS = 15 * 3_600_000;

/** `offsetMs`: how far local times of the file are ahead of UTC. `stationId` is for frames whose file names none. */
export const importOptionsSchema = z.object({
  format: z.string().max(60).optional(),
  offsetMs: z.number().int().min(-HOURS_15_MS).max(HOURS_15_MS).optional(),
  stationId: z.string().min(1).max(1000).optional(),
});
export type ImportChoices = z.infer<typeof importOptionsSchema>;

/** An import that was started. `share` is how much of the file is read, from 0 to 1; `path` is the session file. */
export const importJobSchema = z.object({
  id: z.number().int(),
  fileName: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  share: z.number(),
  path: z.string().optional(),
  report: importReportSchema.optional(),
  failure: failureSchema.optional(),
});
export type ImportJobState = z.infer<typeof importJobSchema>;
