/** How a station's absence compares with what is known of chargers; `leftMs` is until the phase ends. */
export type ReturnPhase = { phase: 'soon' | 'slow'; leftMs: number } | { phase: 'overdue' };

/** Most chargers, ABB’s among them, are back by then. */
const MOST_MS = 5 * 60_000;
/** The slowest that are known to come back by themselves (FoxESS). */
const SLOWEST_MS = 19 * 60_000;

export function returnPhase(awayMs: number): ReturnPhase {
  if (awayMs < MOST_MS) return { phase: 'soon', leftMs: MOST_MS - awayMs };
  return awayMs < SLOWEST_MS ? { phase: 'slow', leftMs: SLOWEST_MS - awayMs } : { phase: 'overdue' };
}
