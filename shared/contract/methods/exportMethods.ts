import { z } from 'zod';
import { traceId } from './params.ts';
import { exportFormatSchema } from '../../trace/exportFormat.ts';
import { exportOutcomeSchema } from '../../trace/exportOutcome.ts';
import { traceFilterSchema } from '../../trace/filter/traceFilter.ts';

/** Files made out of the trace. */
export const EXPORT_METHODS = {
  /** Makes an export ready; the host saves what `ticket` stands for. A ticket is good once and for ten minutes. */
  'export.prepare': {
    params: z.object({ format: exportFormatSchema, filter: traceFilterSchema, trace: traceId }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },
  /** What became of it. Fails with `not-found` where the ticket is unknown or long gone. */
  'export.outcome': { params: z.object({ ticket: z.string() }), result: exportOutcomeSchema },
} as const;
