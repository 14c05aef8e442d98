import { z } from 'zod';
import { directionSchema, type Direction } from './record.ts';

/**
 * Which records a view shows. Absent parts do not restrict; parts are joined by *and*, the items of a list by *or*.
 * `text` is found, without regard to case, in the raw frame or the action.
 */
export const traceFilterSchema = z.object({
  text: z.string().max(1000).optional(),
  stationIds: z.array(z.string()).optional(),
  actions: z.array(z.string()).optional(),
  directions: z.array(directionSchema).optional(),
  onlyIssues: z.boolean().optional(),
});
export type TraceFilter = z.infer<typeof traceFilterSchema>;

/** What of a record a filter looks at. */
export interface FilterSubject {
  stationId: string;
  action?: string | undefined;
  direction: Direction;
  issueCount: number;
  raw: string;
}

/** Whether one record passes; for many records compile the filter once. */
export function matchesFilter(filter: TraceFilter, record: FilterSubject): boolean {
  return compileFilter(filter)(record);
}

/** Prepares a filter for many records. The cheap questions come first: most records are settled without the text. */
export function compileFilter(filter: TraceFilter): (record: FilterSubject) => boolean {
  const stationIds = filter.stationIds && new Set(filter.stationIds);
  const actions = filter.actions && new Set(filter.actions);
  const directions = filter.directions && new Set(filter.directions);
  const onlyIssues = filter.onlyIssues === true;
  const text = filter.text ? ignoringCase(filter.text) : undefined;
  return (record) => {
    if (onlyIssues && record.issueCount === 0) return false;
    if (directions !== undefined && !directions.has(record.direction)) return false;
    if (stationIds !== undefined && !stationIds.has(record.stationId)) return false;
    const { action } = record;
    if (actions !== undefined && (action === undefined || !actions.has(action))) return false;
    if (text === undefined) return true;
    return text.test(record.raw) || (action !== undefined && text.test(action));
  };
}

/** A literal search without regard to case: as fast as comparing lower-cased copies, without making the copies. */
function ignoringCase(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'i');
}
