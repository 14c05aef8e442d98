export interface PaceOptions {
  /** 10: what took ten seconds takes one. Infinity waits for nothing. */
  speed: number;
  /** Longest pause between two messages, after the speed is taken into account; nothing: as recorded. */
  longestGapMs?: number | undefined;
}

/** How long to wait before the next message of a recording. Clocks that were set back wait for nothing. */
export class ReplayPace {
  readonly #options: PaceOptions;
  #before: number | undefined;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** `at` is when the next message was recorded, epoch ms. */
  waitMs(at: number): number {
    const gap = this.#before === undefined ? 0 : Math.max(0, at - this.#before);
    this.#before = at;
    const { speed, longestGapMs = Infinity } = this.#options;
    return Math.min(gap / speed, longestGapMs);
  }
}
