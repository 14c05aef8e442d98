import type { MatchPlace } from '../../../../shared/files/contents/contentLine.ts';
import { linePattern, type LineQuery } from './linePattern.ts';

/** More of them in one line are colour, not help. */
const MOST_IN_LINE = 200;

/** Where a query matches in each of some shown lines. A match of nothing, as `x*` has it everywhere, marks nothing. */
export function markLines(texts: readonly string[], query: LineQuery): MatchPlace[][] {
  const pattern = linePattern(query);
  return texts.map((text) => {
    const places: MatchPlace[] = [];
    for (const { index, 0: match } of text.matchAll(pattern)) {
      if (match !== '') places.push({ from: index, to: index + match.length });
      if (places.length >= MOST_IN_LINE) break;
    }
    return places;
  });
}
