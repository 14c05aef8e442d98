import type { SeqRange } from '../../../../shared/trace/seqRanges.ts';

/** Rows of a view: ascending ranges that neither overlap nor touch. A million rows are one of them. */
export type RowRanges = readonly SeqRange[];

export const NO_ROWS: RowRanges = [];

export function hasRow(ranges: RowRanges, row: number): boolean {
  return ranges.some(([first, last]) => row >= first && row <= last);
}

/** The rows between two, both counted, in either order. */
export function rowsBetween(one: number, other: number): RowRanges {
  return [[Math.min(one, other), Math.max(one, other)]];
}

/** Adds a row, or takes it out where it is in. */
export function toggleRow(ranges: RowRanges, row: number): RowRanges {
  return hasRow(ranges, row) ? withoutRow(ranges, row) : withRow(ranges, row);
}

export function withRow(ranges: RowRanges, row: number): RowRanges {
  if (hasRow(ranges, row)) return ranges;
  const before = ranges.filter(([, last]) => last < row);
  const after = ranges.filter(([first]) => first > row);
  const left = before.at(-1);
  const right = after[0];
  const touchesLeft = left !== undefined && left[1] === row - 1;
  const touchesRight = right !== undefined && right[0] === row + 1;
  const joined: SeqRange = [touchesLeft ? left[0] : row, touchesRight ? right[1] : row];
  return [
    ...(touchesLeft ? before.slice(0, -1) : before),
    joined,
    ...(touchesRight ? after.slice(1) : after),
  ];
}

function withoutRow(ranges: RowRanges, row: number): RowRanges {
  return ranges.flatMap((range): SeqRange[] => {
    const [first, last] = range;
    if (row < first || row > last) return [range];
    const parts: SeqRange[] = [
      [first, row - 1],
      [row + 1, last],
    ];
    return parts.filter(([from, to]) => from <= to);
  });
}
