import type { TraceRow } from '../../../../shared/trace/record.ts';
import type { TraceRecords } from './traceRecords.ts';

/** A row that says so where it is a CALLERROR against an answer instead of a call: the third leg of an exchange. */
export function withLeg(row: TraceRow, store: Pick<TraceRecords, 'between'>): TraceRow {
  const { seq, kind, pairSeq } = row;
  if (kind !== 'error' || pairSeq === undefined || pairSeq >= seq) return row;
  return store.between(pairSeq, pairSeq)[0]?.kind === 'result' ? { ...row, isProtest: true } : row;
}
