import { useState } from 'react';
import { failureOf } from '../../../state/failureOf.ts';
import type { TraceView } from '../list/traceView.ts';
import type { RowRanges } from '../selection/rowRanges.ts';

/** What is made of a selection, in the place of the list. */
export type Work =
  | { type: 'compare'; seqs: readonly [first: number, second: number] }
  | { type: 'sequence'; view: TraceView; rows: RowRanges };

export interface SelectionWork {
  shown: Work | undefined;
  /** The first two of the rows side by side. */
  compare: (rows: RowRanges) => void;
  sequence: (rows: RowRanges) => void;
  /** Back to the list. */
  leave: () => void;
  /** To one of its records. */
  end: () => void;
}

export function useSelectionWork(
  view: TraceView | undefined,
  onMessage: (message: string) => void,
  onLeft: () => void,
): SelectionWork {
  const [shown, setShown] = useState<Work>();
  const compare = async (from: TraceView, rows: RowRanges): Promise<void> => {
    try {
      const [first, second] = await from.read(rows);
      if (first === undefined || second === undefined) return;
      setShown({ type: 'compare', seqs: [first.seq, second.seq] });
    } catch (error) {
      onMessage(failureOf(error).message);
    }
  };
  return {
    shown,
    compare: (rows) => {
      if (view !== undefined) void compare(view, rows);
    },
    sequence: (rows) => {
      if (view !== undefined) setShown({ type: 'sequence', view, rows });
    },
    leave: () => {
      setShown(undefined);
      onLeft();
    },
    end: () => setShown(undefined),
  };
}
