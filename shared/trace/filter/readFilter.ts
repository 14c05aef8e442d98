import { compileFilter, type Matcher } from './compileFilter.ts';
import type { FilterError, FilterNode } from './filterNode.ts';
import { parseFilter } from './parseFilter.ts';
import type { TimeZone } from './timeZone.ts';
import type { TraceFilter } from './traceFilter.ts';

/** A filter whose query was read. */
export interface ReadFilter {
  readonly node: FilterNode;
  readonly stationIds: readonly string[] | undefined;
  readonly ranges: readonly (readonly [number, number])[] | undefined;
}

export function readFilter({
  query = '',
  stationIds,
  ranges,
}: TraceFilter): ReadFilter | { error: FilterError } {
  const parsed = parseFilter(query);
  return 'error' in parsed ? parsed : { node: parsed.node, stationIds, ranges };
}

/** Prepares a whole filter for many records: the cheap parts come before the query. */
export function compileReadFilter({ node, stationIds, ranges }: ReadFilter, zone: TimeZone): Matcher {
  const matches = compileFilter(node, zone);
  const stations = stationIds && new Set(stationIds);
  return (subject) => {
    if (stations !== undefined && !stations.has(subject.stationId)) return false;
    if (ranges !== undefined && !isInRanges(ranges, subject.seq)) return false;
    return matches(subject);
  };
}

/** Ranges are ascending: halving finds the one. */
function isInRanges(ranges: readonly (readonly [number, number])[], seq: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, -1];
    if (seq < first) high = middle - 1;
    else if (seq > last) low = middle + 1;
    else return true;
  }
  return false;
}
