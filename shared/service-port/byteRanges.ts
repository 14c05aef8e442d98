/** Offset and length in bytes. */
export type ByteRange = readonly [offset: number, length: number];

export const NO_RANGES: readonly ByteRange[] = [];

/** The parts of ranges that are within `length` bytes from `from` on, counted from there. */
export function within(ranges: readonly ByteRange[], from: number, length: number): readonly ByteRange[] {
  if (ranges.length === 0) return NO_RANGES;
  return ranges.flatMap(([offset, count]): ByteRange[] => {
    const start = Math.max(offset, from);
    const end = Math.min(offset + count, from + length);
    return end > start ? [[start - from, end - start]] : [];
  });
}

/** In order and apart from each other: what touches or overlaps is one. */
export function merged(ranges: readonly ByteRange[]): readonly ByteRange[] {
  if (ranges.length === 0) return NO_RANGES;
  const result: Array<[offset: number, length: number]> = [];
  for (const [offset, length] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last === undefined || offset > last[0] + last[1]) result.push([offset, length]);
    else last[1] = Math.max(last[1], offset + length - last[0]);
  }
  return result;
}

/** What of the ranges is in none of the others; both are merged. */
export function without(ranges: readonly ByteRange[], others: readonly ByteRange[]): readonly ByteRange[] {
  if (ranges.length === 0) return NO_RANGES;
  return ranges.flatMap(([offset, length]) => {
    const left: ByteRange[] = [];
    let from = offset;
    for (const [start, count] of within(others, offset, length)) {
      if (offset + start > from) left.push([from, offset + start - from]);
      from = offset + start + count;
    }
    if (offset + length > from) left.push([from, offset + length - from]);
    return left;
  });
}
