/** A message that seems this much older than the clock says was kept by the station and sent late. */
const BACKLOG_MS = 5 * 60_000;

/**
 * The station's clock minus ours. Messages that a station keeps while it is offline (transactions, meter values)
 * arrive with old timestamps; such a step backwards is no news of the clock, unless nothing better is known.
 */
export function nextClockSkew(
  known: number | undefined,
  measured: number,
  freshness: 'fresh' | 'maybe-late',
): number {
  if (known !== undefined && freshness === 'maybe-late' && measured < known - BACKLOG_MS) return known;
  return measured;
}
