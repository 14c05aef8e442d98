import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { ContentAlignment } from '../../../shared/files/contents/contentAlignment.ts';

/** By which clock the times of lines are shown: that of the log, that of this computer, or not at all. */
export const LINE_CLOCKS = ['log', 'own', 'none'] as const;
export type LineClock = (typeof LINE_CLOCKS)[number];

export interface LineClockChoice {
  clock: LineClock;
  possible: readonly LineClock[];
  choose: (clock: LineClock) => void;
}

/** This computer's clock where the two were compared. A phone has no room for a second column. */
export function useLineClock(alignment: ContentAlignment | undefined): LineClockChoice {
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [wanted, setWanted] = useState<LineClock>();
  const offsetMs = alignment?.offsetMs;
  const usual = isPhone ? 'none' : offsetMs === undefined ? 'log' : 'own';
  const clock = wanted === 'own' && offsetMs === undefined ? 'log' : (wanted ?? usual);
  return {
    clock,
    possible: LINE_CLOCKS.filter((one) => one !== 'own' || offsetMs !== undefined),
    choose: setWanted,
  };
}
