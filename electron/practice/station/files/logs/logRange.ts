import type { StationBase } from '../../stationBase.ts';

/** What is asked for, as epoch ms; open where nothing is said. */
export interface LogRange {
  from: number | undefined;
  to: number | undefined;
}

/** How far back the station remembers. */
export const MEMORY_MS = 24 * 3_600_000;

/** The part of the range that the station has a log of; nothing where it has none. */
export function knownRange(
  { from, to }: LogRange,
  { clock }: StationBase,
): { from: number; to: number } | undefined {
  const now = clock.now();
  const first = Math.max(from ?? -Infinity, now - MEMORY_MS);
  const last = Math.min(to ?? Infinity, now);
  return first > last ? undefined : { from: first, to: last };
}
