import type {
  Timeline,
  TimelineBucket,
  TransactionSpan,
} from '../../../../shared/trace/timeline/timeline.ts';

/** The stretch of time that the strip shows, epoch ms. */
export interface TimeRange {
  from: number;
  to: number;
}

/** From the first record to the last; nothing where there is none. */
export function rangeOf({ buckets, bucketMs }: Timeline): TimeRange | undefined {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { from: first.index * bucketMs, to: (last.index + 1) * bucketMs };
}

export function xOf(at: number, range: TimeRange, widthPx: number): number {
  return ((at - range.from) / (range.to - range.from)) * widthPx;
}

export function timeAt(x: number, range: TimeRange, widthPx: number): number {
  const share = widthPx <= 0 ? 0 : Math.min(1, Math.max(0, x / widthPx));
  return Math.round(range.from + share * (range.to - range.from));
}

/** Counts of one column of the strip; `from` and `to` are its times. */
export interface TimelineColumn extends TimeRange, Omit<TimelineBucket, 'index'> {}

/** The buckets as so many columns of equal length. A bucket counts where it begins. */
export function columnsOf(timeline: Timeline, range: TimeRange, count: number): TimelineColumn[] {
  const lengthMs = (range.to - range.from) / count;
  const columns = Array.from({ length: count }, (_, place) => ({
    from: range.from + place * lengthMs,
    to: range.from + (place + 1) * lengthMs,
    records: 0,
    warnings: 0,
    errors: 0,
    connects: 0,
    disconnects: 0,
  }));
  for (const bucket of timeline.buckets) {
    const place = Math.floor((bucket.index * timeline.bucketMs - range.from) / lengthMs);
    const column = columns[Math.min(count - 1, Math.max(0, place))];
    if (column === undefined) continue;
    column.records += bucket.records;
    column.warnings += bucket.warnings;
    column.errors += bucket.errors;
    column.connects += bucket.connects;
    column.disconnects += bucket.disconnects;
  }
  return columns;
}

/** How high a column stands, 0 to 1. A rare message has to be seen beside a storm of others, so the scale is logarithmic. */
export function heightOf(records: number, most: number): number {
  return records === 0 || most === 0 ? 0 : Math.log1p(records) / Math.log1p(most);
}

export interface LaidOutSpan {
  span: TransactionSpan;
  lane: number;
}

/** Transactions in lanes, so that those at the same time do not hide each other; what finds no lane shares the last. */
export function layOutSpans(
  spans: readonly TransactionSpan[],
  range: TimeRange,
  lanes: number,
): LaidOutSpan[] {
  const freeFrom: number[] = Array.from({ length: lanes }, () => -Infinity);
  return spans.map((span) => {
    const free = freeFrom.findIndex((at) => at <= span.startAt);
    const lane = free === -1 ? lanes - 1 : free;
    freeFrom[lane] = Math.max(freeFrom[lane] ?? 0, span.endAt ?? range.to);
    return { span, lane };
  });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((n) => n * DAY),
];

/** Round times to write below the strip, at most so many; `stepMs` is between them. */
export function ticksOf(range: TimeRange, most: number): { stepMs: number; ticks: number[] } {
  const lengthMs = range.to - range.from;
  const stepMs = STEPS.find((step) => lengthMs / step <= most) ?? lengthMs;
  // By the technician's clock: six in the morning is a round time, not four by UTC.
  const offsetMs = new Date(range.from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((range.from - offsetMs) / stepMs) * stepMs + offsetMs;
  const ticks: number[] = [];
  for (let at = first; at < range.to && ticks.length < most; at += stepMs) ticks.push(at);
  return { stepMs, ticks };
}
