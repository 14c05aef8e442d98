import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { quirkProfileSchema } from './quirkProfile.ts';

/**
 * How one station is treated. `pending` are the settings that hold only from its next connection on; `proposals` are
 * the findings whose proposed change is neither in effect nor dismissed.
 */
export const quirkStateSchema = z.object({
  stationId: z.string(),
  profile: quirkProfileSchema,
  pending: z.array(z.string()),
  proposals: z.array(findingSchema),
});
export type QuirkState = z.infer<typeof quirkStateSchema>;
