/** Lines that tell of a start and stand further apart tell of two. */
const ONE_START_MS = 20_000;

/** Makes one restart of the many lines that a device prints when it starts. */
export class RestartWatch {
  readonly #onRestart: () => void;
  #lastMs = -Infinity;

  constructor(onRestart: () => void) {
    this.#onRestart = onRestart;
  }

  /** A line of a start has come. */
  bootText(): void {
    const at = performance.now();
    const isNews = at - this.#lastMs > ONE_START_MS;
    this.#lastMs = at;
    if (isNews) this.#onRestart();
  }

  /** The device is up: the next line of a start tells of another one. */
  isUp(): void {
    this.#lastMs = -Infinity;
  }
}
