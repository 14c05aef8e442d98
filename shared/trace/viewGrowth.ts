import { z } from 'zod';
import { traceRowSchema } from './record.ts';

/**
 * Growth of a view: `length` rows match so far, of `total` records; `scanned` of them were looked at, so that
 * `scanned < total` means that the view is still being made. Where the end of the view is followed (`view.follow`),
 * `rows` are those from row `from` to the last; of more than are followed only the last.
 */
export const viewGrowthSchema = z.object({
  length: z.number().int(),
  scanned: z.number().int(),
  total: z.number().int(),
  from: z.number().int().optional(),
  rows: z.array(traceRowSchema).optional(),
});
export type ViewGrowth = z.infer<typeof viewGrowthSchema>;
