import { z } from 'zod';
import { traceId } from './params.ts';
import { exportFormatSchema } from '../../trace/exportFormat.ts';
import { exportOutcomeSchema } from '../../trace/exportOutcome.ts';
import { traceFilterSchema } from '../../trace/filter/traceFilter.ts';
import { redactionChoiceSchema, redactionSummarySchema } from '../../trace/redaction/redactionChoice.ts';

const redact = z.union([z.literal(false), redactionChoiceSchema]).optional();

/** Files made out of the trace. */
export const EXPORT_METHODS = {
  /**
   * Makes an export ready; the host saves what `ticket` stands for. A ticket is good once and for ten minutes. `redact`
   * says which secrets are replaced; `false` or nothing: none.
   */
  'export.prepare': {
    params: z.object({ format: exportFormatSchema, filter: traceFilterSchema, redact, trace: traceId }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },
  /** An export as text, for the clipboard. Both formats are short by themselves. */
  'export.text': {
    params: z.object({
      format: z.enum(['markdown', 'mermaid']),
      filter: traceFilterSchema,
      redact,
      trace: traceId,
    }),
    result: z.object({ text: z.string(), records: z.number().int(), sentence: z.string().optional() }),
  },
  /**
   * How many different secrets of each category the trace holds, found as an export finds them. Without `found` where
   * the trace is too long to look through it only to tell.
   */
  'export.secrets': {
    params: z.object({ trace: traceId }),
    result: z.object({ found: redactionSummarySchema.shape.found.optional() }),
  },
  /** What became of it. Fails with `not-found` where the ticket is unknown or long gone. */
  'export.outcome': { params: z.object({ ticket: z.string() }), result: exportOutcomeSchema },
} as const;
