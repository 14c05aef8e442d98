/**
 * How sure a sample is of a format: 0 without a line that only this format has, else from 0.6 for one such line to 0.98 where
 * all are. `pattern` is global and matches at most once per line.
 */
export function scoreOfLines(sample: string, pattern: RegExp): number {
  const own = sample.match(pattern)?.length ?? 0;
  if (own === 0) return 0;
  const all = sample.match(/\S[^\n]*/g)?.length ?? 1;
  return 0.6 + 0.38 * Math.min(1, own / all);
}
