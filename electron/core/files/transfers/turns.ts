/** Pieces that leave between two looks of the event loop at its sockets. */
const PER_TURN = 8;

/**
 * Shares the event loop between downloads and everybody else: with fifty stations that fetch firmware, the one that
 * sends a heartbeat waits for a few pieces of the file, not for fifty.
 */
export class Turns {
  #left = PER_TURN;
  #isResetting = false;
  readonly #waiting: Array<() => void> = [];

  /** Resolves when the next piece may leave. */
  next(): Promise<void> {
    this.#resetLater();
    if (this.#left > 0) {
      this.#left -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #resetLater(): void {
    if (this.#isResetting) return;
    this.#isResetting = true;
    setImmediate(() => {
      this.#isResetting = false;
      this.#left = PER_TURN;
      for (const go of this.#waiting.splice(0, PER_TURN)) {
        this.#left -= 1;
        go();
      }
      if (this.#waiting.length > 0) this.#resetLater();
    });
  }
}
