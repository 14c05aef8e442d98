import { z } from 'zod';
import { jsonSchema } from '../json.ts';
import { issueSchema } from '../trace/issue.ts';

export const OUTCOMES = ['answered', 'refused', 'timed-out', 'disconnected', 'cancelled'] as const;

/**
 * How a command ended, with the records that prove it. `answered` is any CALLRESULT, also one that says Rejected;
 * `refused` a CALLERROR, whose `code` and `description` are the station's. `requestSeq` is absent only where nothing
 * was sent. `issues` are those of the answer.
 */
export const outcomeSchema = z.object({
  outcome: z.enum(OUTCOMES),
  action: z.string(),
  payload: jsonSchema.optional(),
  code: z.string().optional(),
  description: z.string().optional(),
  requestSeq: z.number().int().optional(),
  responseSeq: z.number().int().optional(),
  latencyMs: z.number().optional(),
  issues: z.array(issueSchema).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;
