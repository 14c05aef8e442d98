/** A background tab gets no animation frames, and a slow one gets them late. */
const LATEST_MS = 100;

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
