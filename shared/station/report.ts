import { z } from 'zod';

/**
 * - `awaited`: the station said that it would report, and no part has come yet;
 * - `receiving`: parts have come, and more were announced;
 * - `complete`: the last part was marked as such, and none before it is missing;
 * - `partial`: what was announced did not come in time.
 */
export const REPORT_STATES = ['awaited', 'receiving', 'complete', 'partial'] as const;

/**
 * A report of OCPP 2.x that comes as several messages of the station, joined (`tbc`, `seqNo`). `id` is unique within
 * the session; `action` is the message that carries it, `askedBy` the command that asked for it, where it was ours.
 * `items` counts the entries so far; `missing` are sequence numbers that did not come while later ones did; `doubled`
 * counts parts that came again. `proof` are the records of the parts; times are epoch ms.
 */
export const reportSchema = z.object({
  id: z.string(),
  stationId: z.string(),
  action: z.string(),
  requestId: z.number().int().optional(),
  askedBy: z.string().optional(),
  state: z.enum(REPORT_STATES),
  parts: z.number().int(),
  items: z.number().int(),
  missing: z.array(z.number().int()),
  doubled: z.number().int(),
  /** One sentence on what is not as it should be. */
  problem: z.string().optional(),
  startedAt: z.number(),
  lastAt: z.number(),
  proof: z.array(z.number().int()),
});
export type Report = z.infer<typeof reportSchema>;
