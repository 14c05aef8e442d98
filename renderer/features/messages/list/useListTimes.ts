import { useState } from 'react';
import type { TraceRow } from '../../../../shared/trace/record.ts';
import type { TimeMode } from './timeMode.ts';
import { useTimeMode } from './useTimeMode.ts';

/** How times stand in the list, and since which record where they count from one. */
export interface ListTimes {
  mode: TimeMode;
  setMode: (mode: TimeMode) => void;
  /** The record that the technician took as the beginning. */
  zeroSeq: number | undefined;
  /** Where the time of the mode `reference` begins, epoch ms: at that record, else at the chosen one. */
  referenceAt: number | undefined;
  /** Counts from this record; from the chosen one where it is nothing. */
  setZero: (record: { seq: number; at: number } | undefined) => void;
}

export function useListTimes(chosen: TraceRow | undefined): ListTimes {
  const [mode, setMode] = useTimeMode();
  const [zero, setZero] = useState<{ seq: number; at: number }>();
  return {
    mode,
    setMode,
    zeroSeq: zero?.seq,
    referenceAt: zero?.at ?? chosen?.at,
    setZero: (record) => {
      setZero(record);
      if (record !== undefined) setMode('reference');
    },
  };
}
