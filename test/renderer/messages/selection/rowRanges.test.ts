import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  hasRow,
  NO_ROWS,
  rowsBetween,
  toggleRow,
  withRow,
  type RowRanges,
} from '../../../../renderer/features/messages/selection/rowRanges.ts';
import { rangeCount, rangeSeqs, seqRuns } from '../../../../shared/trace/seqRanges.ts';

it('rows are taken in and out, and what touches becomes one range', () => {
  let rows: RowRanges = NO_ROWS;
  for (const row of [5, 7, 6]) rows = toggleRow(rows, row);
  expect(rows).toEqual([[5, 7]]);
  expect(toggleRow(rows, 6)).toEqual([
    [5, 5],
    [7, 7],
  ]);
  expect(rowsBetween(9, 3)).toEqual([[3, 9]]);
  expect(withRow(rows, 5)).toBe(rows);
});

it('a million rows are one range', () => {
  const rows = rowsBetween(0, 999_999);
  expect(rangeCount(rows)).toBe(1_000_000);
  expect(toggleRow(rows, 500_000)).toHaveLength(2);
});

it('are a set, whatever is toggled', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 60 }), (toggled) => {
      const wanted = new Set<number>();
      let rows: RowRanges = NO_ROWS;
      for (const row of toggled) {
        rows = toggleRow(rows, row);
        if (!wanted.delete(row)) wanted.add(row);
      }
      const sorted = [...wanted].sort((one, other) => one - other);
      expect([...rangeSeqs(rows)]).toEqual(sorted);
      expect([...seqRuns(sorted)]).toEqual(rows);
      expect(rangeCount(rows)).toBe(wanted.size);
      expect(sorted.every((row) => hasRow(rows, row))).toBe(true);
    }),
  );
});
