/** Longer timers overflow Node's 32-bit milliseconds and would fire at once. */
const LONGEST_TIMER_MS = 2_000_000_000;

/**
 * The station's time: its clock, which follows the central system, and its only set of timers, which all end with it.
 * At a speed other than 1 durations shrink (60: a minute passes in a second); timestamps stay those of the central
 * system, because a station whose clock runs away would look broken.
 */
export class StationClock {
  readonly speed: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #onDefect: (error: unknown) => void;
  #offsetMs = 0;
  #isStopped = false;

  constructor(speed: number, onDefect: (error: unknown) => void) {
    this.speed = speed;
    this.#onDefect = onDefect;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  iso(at: number = this.now()): string {
    return new Date(at).toISOString();
  }

  /** Takes over the central system's time; a text that is no time is ignored. */
  follow(centralTime: unknown): void {
    const at = typeof centralTime === 'string' ? Date.parse(centralTime) : Number.NaN;
    if (!Number.isNaN(at)) this.#offsetMs = at - Date.now();
  }

  /** Runs after a duration of the station's own life. Answers with the function that takes it back. */
  after(durationMs: number, run: () => void): () => void {
    return this.afterReal(durationMs / this.speed, run);
  }

  /** For what concerns the network, whose time does not shrink. */
  afterReal(durationMs: number, run: () => void): () => void {
    if (this.#isStopped) return () => undefined;
    let timer: NodeJS.Timeout | undefined;
    const arm = (restMs: number): void => {
      const armed = setTimeout(
        () => {
          this.#timers.delete(armed);
          if (restMs > LONGEST_TIMER_MS) arm(restMs - LONGEST_TIMER_MS);
          else this.#run(run);
        },
        Math.min(restMs, LONGEST_TIMER_MS),
      );
      this.#timers.add(armed);
      timer = armed;
    };
    arm(Math.max(0, durationMs));
    return () => {
      if (timer !== undefined) this.#timers.delete(timer);
      clearTimeout(timer);
    };
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #run(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#onDefect(error);
    }
  }
}
