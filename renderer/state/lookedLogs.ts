/** A log of a station, as it was looked at: a file that was fetched, or a text in it. */
export interface LookedLog {
  fetchId: string;
  inside: readonly string[];
  name: string;
}

/** The text that was looked at last in each fetched file, the newest at the end. */
const looked = new Map<string, LookedLog>();

/** Remembers a log, so that records can lead to its lines. Gone with the window. */
export function rememberLog(log: LookedLog): void {
  looked.delete(log.fetchId);
  looked.set(log.fetchId, log);
}

/** Of some fetched files the text that was looked at last. */
export function lookedLogOf(fetchIds: ReadonlySet<string>): LookedLog | undefined {
  return [...looked.values()].findLast(({ fetchId }) => fetchIds.has(fetchId));
}
