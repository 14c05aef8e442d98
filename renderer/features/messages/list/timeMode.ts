import { assertNever } from '../../../../shared/assertNever.ts';
import type { TimeFormats } from '../../../ui/timeFormats.ts';

/**
 * How times stand in the list: by the clock here, in UTC, since the first row of the list, since a row that the
 * technician has chosen, or since the row above.
 */
export const TIME_MODES = ['absolute', 'utc', 'relative', 'reference', 'delta'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

export interface RowTimes {
  mode: TimeMode;
  at: number;
  /** Where the time of the mode begins; absent where that is not known, or nothing is chosen. */
  zeroAt: number | undefined;
  previousAt: number | undefined;
}

export function shownTime({ mode, at, zeroAt, previousAt }: RowTimes, formats: TimeFormats): string {
  switch (mode) {
    case 'absolute':
      return formats.clock(at);
    case 'utc':
      return formats.utcClock(at);
    case 'relative':
      return zeroAt === undefined ? '' : formats.offset(at - zeroAt);
    case 'reference':
      return zeroAt === undefined ? formats.clock(at) : formats.offset(at - zeroAt);
    case 'delta':
      return previousAt === undefined ? '' : formats.offset(at - previousAt);
    default:
      return assertNever(mode);
  }
}

const DAY_MS = 86_400_000;

/**
 * Whether a row begins a day, by the clock that the list shows. The first row of a list counts unless it is of today;
 * where the row above is not known yet, nothing is said.
 */
export function beginsDay(
  { mode, at, previousAt }: Pick<RowTimes, 'mode' | 'at' | 'previousAt'>,
  index: number,
  now: number,
): boolean {
  const before = index === 0 ? now : previousAt;
  return before !== undefined && dayOf(mode, before) !== dayOf(mode, at);
}

function dayOf(mode: TimeMode, at: number): string | number {
  return mode === 'utc' ? Math.floor(at / DAY_MS) : new Date(at).toDateString();
}
