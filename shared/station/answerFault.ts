import { z } from 'zod';
import { jsonSchema } from '../json.ts';
import { ERROR_CODES } from '../ocpp/errorCode.ts';

/** What goes out instead of the usual answer. */
export const faultAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('error'),
    code: z.enum(ERROR_CODES),
    description: z.string().max(255).optional(),
  }),
  z.strictObject({
    kind: z.literal('payload'),
    /** Sent also where it is not valid. */
    payload: z.record(z.string(), jsonSchema),
    /** `merge`: laid over the usual answer as a merge patch (RFC 7396), so that null removes a field. */
    mode: z.enum(['merge', 'replace']),
  }),
]);
export type FaultAnswer = z.infer<typeof faultAnswerSchema>;

/** A wrong answer on purpose, for fault-finding: late, none, a CALLERROR, or an edited payload. */
export const newFaultSchema = z
  .strictObject({
    /** Absent: every action. */
    action: z.string().min(1).max(200).optional(),
    delayMs: z.number().int().min(1).max(600_000).optional(),
    answer: faultAnswerSchema.optional(),
    /** For so many messages; absent: until it is cleared. */
    next: z.number().int().min(1).max(1_000_000).optional(),
  })
  .refine(({ delayMs, answer }) => delayMs !== undefined || answer !== undefined, {
    message: 'needs a delay, another answer, or both',
  });
export type NewFault = z.infer<typeof newFaultSchema>;

/** A fault that is set: `next` messages are still to come, `done` were answered so. */
export const answerFaultSchema = z.object({
  id: z.number().int(),
  action: z.string().optional(),
  delayMs: z.number().optional(),
  answer: faultAnswerSchema.optional(),
  next: z.number().int().optional(),
  done: z.number().int(),
});
export type AnswerFault = z.infer<typeof answerFaultSchema>;
