/**
 * Answers that may still come to commands that were given up. Without sequence ids an answer tells only by its place which command it is
 * meant for; so the line is let become quiet before the next one is sent.
 */
export class LateAnswers {
  #missing = 0;
  #onSettled: (() => void) | undefined;

  /** A command was given up. */
  expect(): void {
    this.#missing += 1;
  }

  /** An answer came while nothing was asked. */
  came(): void {
    this.#missing = Math.max(0, this.#missing - 1);
    if (this.#missing === 0) this.#onSettled?.();
  }

  /** Resolves when all of them came, or after `ms`, when they are taken for lost. Rejects when one of the signals is aborted. */
  settled(ms: number, ...signals: AbortSignal[]): Promise<void> {
    if (this.#missing === 0) return Promise.resolve();
    const stop = AbortSignal.any(signals);
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        stop.removeEventListener('abort', onStop);
        this.#onSettled = undefined;
        this.#missing = 0;
      };
      const onStop = (): void => {
        end();
        reject(stop.reason instanceof Error ? stop.reason : new Error(String(stop.reason)));
      };
      const onSettled = (): void => {
        end();
        resolve();
      };
      const timer = setTimeout(onSettled, ms);
      this.#onSettled = onSettled;
      if (stop.aborted) onStop();
      else stop.addEventListener('abort', onStop, { once: true });
    });
  }
}
