import { ContractError } from '../../../../shared/contract/failure.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { rangeCount, seqRuns, type SeqRange } from '../../../../shared/trace/seqRanges.ts';
import { WholeView, type View } from './view.ts';

/** Rows that are looked at in one go. */
const PIECE = 50_000;

/**
 * The record numbers of rows of a view, as ranges: a selection of a million rows is mostly few of them. Rows beyond the
 * end of the view are left out. Fails with `invalid-params` where there are more ranges than `LIMITS.selectionRanges`.
 */
export function rangesOfRows(
  view: View,
  rows: readonly SeqRange[],
): { ranges: [number, number][]; count: number } {
  const ranges: [number, number][] = [];
  for (const [from, to] of rows) {
    for (const [first, last] of runsOfRows(view, from, Math.min(to, view.state.length - 1))) {
      const before = ranges.at(-1);
      if (before !== undefined && before[1] + 1 === first) before[1] = last;
      else ranges.push([first, last]);
      if (ranges.length > LIMITS.selectionRanges) throw tooScattered();
    }
  }
  return { ranges, count: rangeCount(ranges) };
}

function* runsOfRows(view: View, from: number, to: number): Generator<SeqRange> {
  if (to < from) return;
  // Row n of the whole trace is record n + 1.
  if (view instanceof WholeView) yield [from + 1, to + 1];
  else for (let at = from; at <= to; at += PIECE) yield* seqRuns(view.seqs(at, Math.min(PIECE, to - at + 1)));
}

function tooScattered(): ContractError {
  return new ContractError(
    'invalid-params',
    `The selected records lie in more than ${LIMITS.selectionRanges} places of the trace.`,
    { hint: 'Select fewer of them, or narrow the filter until it shows only what you want.' },
  );
}
