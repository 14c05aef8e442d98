import type { TimeZone } from './timeZone.ts';

/** A point in time as it was typed. Each names all of its day, minute, second or millisecond: `spanMs` long. */
export type TimePoint = { readonly spanMs: number } & (
  | { readonly type: 'instant'; readonly at: number }
  /** By the clock on the wall; `localMs` is its time as if it were UTC. */
  | { readonly type: 'local'; readonly localMs: number }
  /** On every day; ms since midnight. */
  | { readonly type: 'clock'; readonly dayMs: number }
);

/** From the beginning of `from` to the end of `to`; what is absent is open. */
export interface TimeRange {
  readonly from?: TimePoint;
  readonly to?: TimePoint;
}

/** A range as records are compared with it: both ends belong to it. `clock` is ms since midnight, and may go over it. */
export interface ResolvedTimeRange {
  readonly type: 'at' | 'clock';
  readonly min: number;
  readonly max: number;
}

export const DAY_MS = 86_400_000;

const NEVER: ResolvedTimeRange = { type: 'at', min: Infinity, max: -Infinity };

/** A range in a zone. A clock time behind a date (`2026-11-21T10:00..11:00`) is of the same day. */
export function resolveTimeRange({ from, to }: TimeRange, zone: TimeZone): ResolvedTimeRange {
  if ((from ?? to)?.type === 'clock') {
    const min = from?.type === 'clock' ? from.dayMs : 0;
    const max = to?.type === 'clock' ? to.dayMs + to.spanMs - 1 : DAY_MS - 1;
    // Only a range with two ends may go over midnight: nothing is before 00:00 or after 23:59.
    if (min > max && (from === undefined || to === undefined)) return NEVER;
    return { type: 'clock', min, max };
  }
  const end = from !== undefined && to?.type === 'clock' ? onDayOf(from, to, zone) : to;
  const min = from === undefined ? -Infinity : startOf(from, zone);
  return { type: 'at', min, max: end === undefined ? Infinity : endOf(end, zone) };
}

/** Whether a time of day lies in a range that may go over midnight (22:00..02:00). */
export function isInClockRange(dayMs: number, { min, max }: ResolvedTimeRange): boolean {
  return min <= max ? dayMs >= min && dayMs <= max : dayMs >= min || dayMs <= max;
}

function startOf(point: TimePoint, zone: TimeZone): number {
  if (point.type === 'instant') return point.at;
  return point.type === 'local' ? zone.epochOf(point.localMs) : point.dayMs;
}

function endOf(point: TimePoint, zone: TimeZone): number {
  if (point.type === 'instant') return point.at + point.spanMs - 1;
  // By the clock, not by length: the day on which clocks change has 23 or 25 hours.
  return point.type === 'local' ? zone.epochOf(point.localMs + point.spanMs) - 1 : point.dayMs;
}

function onDayOf(from: TimePoint, clock: TimePoint & { type: 'clock' }, zone: TimeZone): TimePoint {
  const localMs = from.type === 'local' ? from.localMs : zone.localOf(startOf(from, zone));
  const midnight = Math.floor(localMs / DAY_MS) * DAY_MS;
  return { type: 'local', localMs: midnight + clock.dayMs, spanMs: clock.spanMs };
}
