import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  heightOf,
  layOutSpans,
  rangeOf,
  ticksOf,
  timeAt,
  xOf,
} from '../../../../renderer/features/messages/timeline/timelineScale.ts';
import type { Timeline } from '../../../../shared/trace/timeline/timeline.ts';

const AT = Date.UTC(2026, 5, 1, 6);
const bucket = (
  index: number,
  part: Partial<Timeline['buckets'][number]> = {},
): Timeline['buckets'][number] => ({
  index,
  records: 1,
  warnings: 0,
  errors: 0,
  connects: 0,
  disconnects: 0,
  ...part,
});
const timeline = (buckets: Timeline['buckets'], bucketMs = 1000): Timeline => ({
  bucketMs,
  buckets,
  transactions: [],
  areSpansCut: false,
  scanned: 0,
  total: 0,
});

describe('the strip', () => {
  it('reaches from the first record to the last', () => {
    expect(rangeOf(timeline([bucket(10), bucket(19)]))).toEqual({ from: 10_000, to: 20_000 });
    expect(rangeOf(timeline([]))).toBeUndefined();
  });

  it('has every record in exactly one column, however many columns there are', () => {
    const buckets = Array.from({ length: 100 }, (_, index) => bucket(index, { records: index, errors: 1 }));
    for (const count of [1, 7, 100, 1000]) {
      const columns = columnsOf(timeline(buckets), { from: 0, to: 100_000 }, count);
      expect(columns).toHaveLength(count);
      expect(columns.reduce((sum, { records }) => sum + records, 0)).toBe(4950);
      expect(columns.reduce((sum, { errors }) => sum + errors, 0)).toBe(100);
    }
  });

  it('finds times by places and places by times, and stays inside', () => {
    const range = { from: AT, to: AT + 1000 };
    expect(timeAt(xOf(AT + 250, range, 800), range, 800)).toBe(AT + 250);
    expect([timeAt(-5, range, 800), timeAt(900, range, 800), timeAt(3, range, 0)]).toEqual([
      AT,
      AT + 1000,
      AT,
    ]);
  });

  it('shows a single message beside a storm of others', () => {
    expect(heightOf(1, 10_000)).toBeGreaterThan(0.05);
    expect([heightOf(0, 10), heightOf(10, 10), heightOf(0, 0)]).toEqual([0, 1, 0]);
  });
});

describe('transactions', () => {
  it('at the same time take lanes of their own, also one that is still under way', () => {
    const span = (startAt: number, endAt?: number): Timeline['transactions'][number] => ({
      stationId: 'CP',
      transactionId: String(startAt),
      startAt,
      startSeq: 1,
      ...(endAt === undefined ? {} : { endAt }),
    });
    const spans = [span(0, 10), span(5), span(10, 20), span(12, 13)];
    const lanes = layOutSpans(spans, { from: 0, to: 100 }, 2).map(({ lane }) => lane);
    expect(lanes).toEqual([0, 1, 0, 1]);
  });
});

describe('the axis', () => {
  it('has round times and not too many', () => {
    for (const lengthMs of [3000, 60_000, 3_600_000, 86_400_000, 400 * 86_400_000]) {
      const { ticks, stepMs } = ticksOf({ from: AT + 123, to: AT + 123 + lengthMs }, 10);
      expect(ticks.length).toBeLessThanOrEqual(10);
      expect(ticks.length).toBeGreaterThan(0);
      for (const at of ticks) expect(at).toBeGreaterThanOrEqual(AT + 123);
      if (stepMs < 3_600_000) expect(ticks.every((at) => at % stepMs === 0)).toBe(true);
    }
  });
});
