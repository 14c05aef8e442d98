import { z } from 'zod';
import { severitySchema } from '../trace/issue.ts';
import { quirkProfileSchema } from './quirkProfile.ts';

/**
 * Something that is wrong with a station, proven by records. `id` is unique within the station, `code` names the case
 * and is stable; `proof` are the numbers of the first records that show it, `count` how often it was seen; times are
 * epoch ms. `proposal` is a change of the station's quirk profile that would help; `offer` a command that would, with
 * its payload as JSON text.
 */
export const findingSchema = z.object({
  id: z.string(),
  stationId: z.string(),
  code: z.string(),
  severity: severitySchema,
  message: z.string(),
  remedy: z.string().optional(),
  clause: z.string().optional(),
  firstAt: z.number(),
  lastAt: z.number(),
  count: z.number().int(),
  proof: z.array(z.number().int()),
  offer: z.object({ label: z.string(), action: z.string(), payload: z.string() }).optional(),
  proposal: z.object({ label: z.string(), change: quirkProfileSchema }).optional(),
});
export type Finding = z.infer<typeof findingSchema>;
