export interface SilenceTimes {
  /** A line on which nothing moved for so long is said to stall. */
  stallMs: number;
  /** A line on which nothing moved for so long is given up. */
  giveUpMs: number;
}

export const SILENCE_TIMES: SilenceTimes = { stallMs: 20_000, giveUpMs: 300_000 };

/** Notices that nothing moves. Costs nothing per byte: it looks at the clock, not at the bytes. */
export class SilenceWatch {
  readonly #times: SilenceTimes;
  readonly #onStall: (silentMs: number) => void;
  readonly #onGiveUp: () => void;
  #movedAt = performance.now();
  #isStalled = false;
  #timer: NodeJS.Timeout;

  constructor(times: SilenceTimes, onStall: (silentMs: number) => void, onGiveUp: () => void) {
    this.#times = times;
    this.#onStall = onStall;
    this.#onGiveUp = onGiveUp;
    this.#timer = this.#lookIn(times.stallMs);
  }

  get silentMs(): number {
    return performance.now() - this.#movedAt;
  }

  moved(): void {
    this.#movedAt = performance.now();
    this.#isStalled = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const { stallMs, giveUpMs } = this.#times;
    const silentMs = this.silentMs;
    if (silentMs >= giveUpMs) {
      this.#onGiveUp();
      return;
    }
    if (silentMs >= stallMs && !this.#isStalled) {
      this.#isStalled = true;
      this.#onStall(silentMs);
    }
    const next = (silentMs < stallMs ? stallMs : giveUpMs) - silentMs;
    this.#timer = this.#lookIn(this.#isStalled ? Math.min(next, stallMs) : next);
  }

  #lookIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(), Math.max(1, Math.ceil(ms))).unref();
  }
}
