import { z } from 'zod';
import { answerFaultSchema } from './answerFault.ts';
import { bootStatusSchema, policyDocumentSchema } from './answerPolicy.ts';

/** An id tag that a station showed. Times are epoch ms. */
export const seenTagSchema = z.object({
  stationId: z.string(),
  tag: z.string(),
  /** IdTokenEnumType of 2.x. */
  type: z.string().optional(),
  firstAt: z.number(),
  lastAt: z.number(),
  count: z.number().int(),
  /** What it was answered last; nothing where no answer with a status left. */
  answered: z.string().optional(),
});
export type SeenTag = z.infer<typeof seenTagSchema>;

/**
 * What is set for one station, or for all where `stationId` is absent. `faults` with their counters hold until they
 * are used up, cleared, or Kerbside ends.
 */
export const policyStateSchema = z.object({
  stationId: z.string().optional(),
  policy: policyDocumentSchema,
  faults: z.array(answerFaultSchema),
  /** What the station's last BootNotification was answered in this run of Kerbside. */
  lastBoot: bootStatusSchema.optional(),
  /** Grows with every id tag that the station shows: `policy.seenTags` then has news. */
  tagsShown: z.number().int(),
});
export type PolicyState = z.infer<typeof policyStateSchema>;
