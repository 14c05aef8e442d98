import { z } from 'zod';
import { parseFilter } from './parseFilter.ts';

/** The longest query, in UTF-16 code units. */
export const MAX_QUERY_CHARS = 4000;
export const MAX_RANGES = 10_000;

const seq = z.number().int().min(0);
const rangeSchema = z.tuple([seq, seq]);

/** Each range begins behind the one before it and ends where it begins or later. */
function areAscending(ranges: readonly (readonly [number, number])[]): boolean {
  let end = -1;
  return ranges.every(([first, last]) => {
    const isAfter = first > end && last >= first;
    end = last;
    return isAfter;
  });
}

/**
 * Which records a view shows. Absent parts do not restrict; parts are joined by *and*. `query` is text in the filter
 * language (docs/filter.md); `stationIds` are the only stations; `ranges` are record numbers of a selection, both ends
 * included, ascending.
 */
export const traceFilterSchema = z.object({
  query: z
    .string()
    .max(MAX_QUERY_CHARS)
    .superRefine((query, context) => {
      const parsed = parseFilter(query);
      if (!('error' in parsed)) return;
      context.addIssue({ code: 'custom', message: parsed.error.message, params: { isSentence: true } });
    })
    .optional(),
  stationIds: z.array(z.string()).optional(),
  ranges: z
    .array(rangeSchema)
    .max(MAX_RANGES)
    .refine(areAscending, 'ranges of records are not ascending')
    .optional(),
});
export type TraceFilter = z.infer<typeof traceFilterSchema>;
