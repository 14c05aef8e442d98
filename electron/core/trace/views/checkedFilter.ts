import { ContractError } from '../../../../shared/contract/failure.ts';
import { readFilter, type ReadFilter } from '../../../../shared/trace/filter/readFilter.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';

/** A filter ready for use. Fails with `invalid-params` and the sentence where its query cannot be read. */
export function checkedFilter(filter: TraceFilter): ReadFilter {
  const read = readFilter(filter);
  if ('error' in read) throw new ContractError('invalid-params', read.error.message);
  return read;
}
