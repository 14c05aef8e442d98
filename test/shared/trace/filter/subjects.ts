import { compileReadFilter, readFilter } from '../../../../shared/trace/filter/readFilter.ts';
import type { FilterSubject } from '../../../../shared/trace/filter/filterSubject.ts';
import { LOCAL_ZONE, type TimeZone } from '../../../../shared/trace/filter/timeZone.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';

export function subject(change: Partial<FilterSubject> = {}): FilterSubject {
  return {
    seq: 1,
    at: Date.UTC(2026, 10, 21, 10, 5, 0),
    stationId: 'CP-1',
    version: '1.6',
    kind: 'call',
    direction: 'in',
    action: 'StatusNotification',
    messageId: 'm1',
    issues: [],
    sizeBytes: 78,
    isMarked: false,
    raw: '[2,"m1","StatusNotification",{"connectorId":1,"status":"Faulted","info":"Überhitzung (L1)"}]',
    ...change,
  };
}

export function matches(
  filter: TraceFilter | string,
  change: Partial<FilterSubject> = {},
  zone: TimeZone = LOCAL_ZONE,
): boolean {
  const read = readFilter(typeof filter === 'string' ? { query: filter } : filter);
  if ('error' in read) throw new Error(read.error.message);
  return compileReadFilter(read, zone)(subject(change));
}
