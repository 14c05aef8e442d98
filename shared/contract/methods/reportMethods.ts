import { z } from 'zod';
import { jsonSchema } from '../../json.ts';
import { eventStreamSchema } from '../../station/eventStream.ts';
import { reportSchema } from '../../station/report.ts';
import { LIMITS } from '../limits.ts';
import { none } from './params.ts';

/** What stations report in several messages, joined. */
export const REPORT_METHODS = {
  'reports.list': { params: none, result: z.array(reportSchema) },
  /** Entries `from` to `from + count - 1` of a joined report, fewer at its end; also while it is still coming. */
  'report.read': {
    params: z.object({
      id: z.string(),
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(LIMITS.rowsPerRead),
    }),
    result: z.object({ report: reportSchema, items: z.array(jsonSchema) }),
  },
  'streams.list': { params: none, result: z.array(eventStreamSchema) },
} as const;
