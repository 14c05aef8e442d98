import { useEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualScroller } from '../../ui/virtualScroller.ts';
import { chosenRange, endsOf, type LineRange } from './lineRange.ts';

export interface LineChoice {
  /** The line that keys move. */
  line: number | undefined;
  from: number | undefined;
  to: number | undefined;
  choose: (line: number, isExtending?: boolean) => void;
  chooseAll: () => void;
  /** Back to the one line that keys move. */
  narrow: () => void;
}

/** Which lines are chosen; the one that keys move is kept in view. `wanted` is shown first, as soon as it is counted. */
export function useLineChoice(
  lines: number,
  wanted: number | undefined,
  scroller: RefObject<VirtualScroller | undefined>,
): LineChoice {
  const [range, setRange] = useState<LineRange | undefined>(
    wanted === undefined ? undefined : { anchor: wanted, line: wanted },
  );
  const wasShown = useRef(false);
  useEffect(() => {
    if (wanted === undefined || lines < wanted || wasShown.current) return;
    wasShown.current = true;
    scroller.current?.showFrom(Math.max(0, wanted - 4));
  }, [wanted, lines, scroller]);
  const ends = range === undefined ? undefined : endsOf(range);
  return {
    line: range?.line,
    from: ends?.from,
    to: ends?.to,
    choose(line, isExtending = false) {
      const next = chosenRange(range, line, { lines, isExtending });
      setRange(next);
      scroller.current?.reveal(next.line - 1);
    },
    chooseAll: () => setRange({ anchor: 1, line: lines }),
    narrow() {
      if (range !== undefined) setRange({ anchor: range.line, line: range.line });
    },
  };
}
