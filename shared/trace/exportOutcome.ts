import { z } from 'zod';
import { redactionSummarySchema } from './redaction/redactionChoice.ts';
import { failureSchema } from '../contract/failure.ts';

/**
 * What became of an export: `waiting` to be fetched, `running`, `done`, `failed`, or `broken-off` by its taker.
 * `leftOut` counts the records that the format has no place for, and `sentence` says so;
 * `redaction` tells what was replaced.
 */
export const exportOutcomeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['waiting', 'running', 'broken-off']) }),
  z.object({
    state: z.literal('done'),
    records: z.number().int(),
    leftOut: z.number().int(),
    sentence: z.string().optional(),
    redaction: redactionSummarySchema.optional(),
  }),
  z.object({ state: z.literal('failed'), failure: failureSchema }),
]);
export type ExportOutcome = z.infer<typeof exportOutcomeSchema>;
