import { setTerm, valuesOf } from '../../../../shared/trace/filter/editFilter.ts';
import type { TimeRange } from './timelineScale.ts';

const KEY = 'time';

/** The filter with its times set to a stretch of the strip. */
export function filterForTime(filter: string, { from, to }: TimeRange): string {
  return setTerm(filter, KEY, `${new Date(from).toISOString()}..${new Date(to).toISOString()}`);
}

/** The stretch to which a filter restricts the list, where it names two instants as the strip does. */
export function timeOfFilter(filter: string): TimeRange | undefined {
  const [value, ...others] = valuesOf(filter, KEY);
  const [from, to] = (value ?? '').split('..').map((time) => Date.parse(time));
  if (others.length > 0 || from === undefined || to === undefined) return undefined;
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { from, to };
}
