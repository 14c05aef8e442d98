import { Readable } from 'node:stream';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { sequenceSvg } from '../../../../shared/trace/sequence/sequenceSvg.ts';
import { sequenceSteps } from '../../../../shared/trace/sequence/sequenceSteps.ts';
import { rangeCount, type SeqRange } from '../../../../shared/trace/seqRanges.ts';
import type { PreparedDownload } from '../../downloads/downloads.ts';
import { toTraceRow } from '../store/readRecord.ts';
import type { TraceReading } from '../traceReading.ts';

/** The sequence diagram of some records as an SVG file. Fails with `invalid-params` for more than can be read. */
export function sequenceDownload(trace: TraceReading, ranges: readonly SeqRange[]): PreparedDownload {
  const count = rangeCount(ranges);
  if (count > LIMITS.sequenceRecords) {
    throw new ContractError(
      'invalid-params',
      `A sequence diagram shows at most ${LIMITS.sequenceRecords} records; ${count} are selected.`,
      { hint: 'Select fewer records, or export the selection as Mermaid text.' },
    );
  }
  const open = (): Readable => {
    const rows = ranges.flatMap(([first, last]) => trace.store.between(first, last).map(toTraceRow));
    return Readable.from([sequenceSvg(sequenceSteps(rows), trace.name)]);
  };
  return { fileName: `${trace.name}-sequence.svg`, contentType: 'image/svg+xml', open };
}
