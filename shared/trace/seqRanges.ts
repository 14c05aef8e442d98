/** Whole numbers from the first to the last, both counted: record numbers, or rows of a view. */
export type SeqRange = readonly [first: number, last: number];

/** How many numbers there are in ranges that do not overlap. */
export function rangeCount(ranges: readonly SeqRange[]): number {
  return ranges.reduce((count, [first, last]) => count + Math.max(0, last - first + 1), 0);
}

/** Each number of the ranges, in their order. */
export function* rangeSeqs(ranges: readonly SeqRange[]): Generator<number> {
  for (const [first, last] of ranges) for (let seq = first; seq <= last; seq += 1) yield seq;
}

/** Ascending numbers as ranges without gaps. */
export function* seqRuns(seqs: ArrayLike<number>): Generator<[first: number, last: number]> {
  const start = seqs[0];
  if (start === undefined) return;
  let first = start;
  let last = start;
  for (let at = 1; at < seqs.length; at += 1) {
    const seq = seqs[at] ?? 0;
    if (seq !== last + 1) {
      yield [first, last];
      first = seq;
    }
    last = seq;
  }
  yield [first, last];
}
