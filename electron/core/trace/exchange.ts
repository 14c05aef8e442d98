import type { RecordKind } from '../../../shared/trace/record.ts';
import type { TraceReading } from './traceReading.ts';

/** A protest against an answer comes at once or never. */
const PROTEST_WITHIN = 500;
/** How far the end of a connection is looked for; further on it is no news for the call. */
const END_WITHIN = 5000;
const STEP = 500;

/** The records of one exchange, and of a call without an answer the record with which its connection ended. */
export interface Exchange {
  seqs: number[];
  ended?: { seq: number; at: number; kind: RecordKind };
}

/** The exchange that a record belongs to: call, answer, protest against the answer. Fails with `not-found`. */
export function exchangeOf(trace: TraceReading, seq: number): Exchange {
  let first = trace.record(seq);
  const seen = new Set([seq]);
  while (first.pairSeq !== undefined && first.pairSeq < first.seq && !seen.has(first.pairSeq)) {
    seen.add(first.pairSeq);
    first = trace.record(first.pairSeq);
  }
  const answer = first.pairSeq;
  if (answer === undefined || answer < first.seq) {
    const ended = first.kind === 'call' ? connectionEnd(trace, first) : undefined;
    return { seqs: [first.seq], ...(ended === undefined ? {} : { ended }) };
  }
  const later = trace.store.between(answer + 1, answer + PROTEST_WITHIN);
  const protest = later.find((record) => record.pairSeq === answer);
  return { seqs: [first.seq, answer, ...(protest === undefined ? [] : [protest.seq])] };
}

/** The next mark of the station's connection: it went away, or came anew without going. */
function connectionEnd(
  { store }: TraceReading,
  { seq, stationId }: { seq: number; stationId: string },
): Exchange['ended'] {
  for (let from = seq + 1; from <= seq + END_WITHIN && from <= store.lastSeq; from += STEP) {
    const end = store
      .between(from, Math.min(from + STEP - 1, store.lastSeq))
      .find((one) => one.stationId === stationId && (one.kind === 'disconnect' || one.kind === 'connect'));
    if (end !== undefined) return { seq: end.seq, at: end.at, kind: end.kind };
  }
  return undefined;
}
