/** A background tab gets no animation frames, and a slow one gets them late. */
const LATEST_MS = 100;
/** Nobody reads what stands beside the list of messages faster than this. */
const CALM_MS = 100;

/** Runs `action` once for many calls: on the next animation frame, or after 100 ms where none comes. */
export function createFlush(action: () => void): () => void {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    const run = (): void => {
      if (!isScheduled) return;
      isScheduled = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      action();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, LATEST_MS);
  };
}

/** As `createFlush` after a pause of 100 ms; otherwise ten times a second, so that a busy charger leaves time for the rest. */
export function createCalmFlush(action: () => void): () => void {
  let ranAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = createFlush(() => {
    ranAt = performance.now();
    action();
  });
  return () => {
    if (timer !== undefined) return;
    const waitMs = ranAt + CALM_MS - performance.now();
    if (waitMs <= 0) return flush();
    timer = setTimeout(() => {
      timer = undefined;
      flush();
    }, waitMs);
  };
}
