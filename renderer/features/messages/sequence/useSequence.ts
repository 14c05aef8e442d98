import { useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/contract/failure.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import type { SequenceStep } from '../../../../shared/trace/sequence/sequenceStep.ts';
import { sequenceSteps } from '../../../../shared/trace/sequence/sequenceSteps.ts';
import { rangeCount } from '../../../../shared/trace/seqRanges.ts';
import { failureOf } from '../../../state/failureOf.ts';
import type { TraceView } from '../list/traceView.ts';
import type { RowRanges } from '../selection/rowRanges.ts';

export interface Sequence {
  steps: readonly SequenceStep[];
  /** The records that it shows. */
  seqs: readonly number[];
  /** How many records are left out at its end, since they are too many. */
  leftOut: number;
}

/** The steps of some rows, as they are when the diagram is opened. */
export function useSequence(
  view: TraceView,
  rows: RowRanges,
): { sequence: Sequence | undefined; failure: Failure | undefined } {
  const [state, setState] = useState<{ sequence?: Sequence; failure?: Failure }>({});
  useEffect(() => {
    let isWanted = true;
    const load = async (): Promise<void> => {
      try {
        const records = (await view.read(rows)).slice(0, LIMITS.sequenceRecords);
        const leftOut = Math.max(0, rangeCount(rows) - records.length);
        const seqs = records.map(({ seq }) => seq);
        if (isWanted) setState({ sequence: { steps: sequenceSteps(records), seqs, leftOut } });
      } catch (error) {
        const failure = failureOf(error);
        if (isWanted) setState({ failure });
      }
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, [view, rows]);
  return { sequence: state.sequence, failure: state.failure };
}
