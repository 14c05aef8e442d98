const started = new Set<string>();

/** A run of changes that this page began or went on with: its end is shown until somebody closes it. */
export function noteStartedRun(id: string): void {
  started.add(id);
}

/** Whether this page began it, so that somebody here waits for its end. */
export function isStartedHere(id: string): boolean {
  return started.has(id);
}
