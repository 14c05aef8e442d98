import type { Trace } from '../../../electron/core/trace/trace.ts';
import { StoredSubject } from '../../../electron/core/trace/views/storedSubject.ts';
import { compileReadFilter, readFilter } from '../../../shared/trace/filter/readFilter.ts';
import { LOCAL_ZONE } from '../../../shared/trace/filter/timeZone.ts';
import type { TraceFilter } from '../../../shared/trace/filter/traceFilter.ts';

/** Numbers of the records that the predicate of a filter lets through, one after the other and without SQL. */
export function matchedSeqs(
  { store }: Trace,
  filter: TraceFilter,
  isMarked: (seq: number) => boolean = () => false,
): number[] {
  const read = readFilter(filter);
  if ('error' in read) throw new Error(read.error.message);
  const matches = compileReadFilter(read, LOCAL_ZONE);
  const lookups = { isMarked, record: (seq: number) => store.record(seq) };
  return Array.from({ length: store.lastSeq }, (_, index) => index + 1).filter((seq) => {
    const record = store.record(seq);
    return record !== undefined && matches(new StoredSubject(record, lookups));
  });
}
