export interface ReattachOptions {
  /** Where the same adapter is now; nothing while it is not there. */
  lookFor: () => Promise<string | undefined>;
  /** Opens it there; rejects where that does not work. */
  open: (path: string) => Promise<void>;
  /** It is not tried any more. */
  onGiveUp: (error: unknown) => void;
  everyMs: number;
  /** Openings in vain until it is given up: rights of a device come a little later than its name. */
  mostFailures: number;
}

/** Waits until an adapter that was unplugged is there again, and opens it. */
export class Reattach {
  readonly #options: ReattachOptions;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #failures = 0;

  constructor(options: ReattachOptions) {
    this.#options = options;
    this.#wait();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #wait(): void {
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#look(), this.#options.everyMs).unref();
  }

  async #look(): Promise<void> {
    const { lookFor, open, onGiveUp, mostFailures } = this.#options;
    const path = await lookFor().catch(() => undefined);
    if (this.#isStopped) return;
    if (path === undefined) return this.#wait();
    try {
      await open(path);
      this.stop();
    } catch (error) {
      this.#failures += 1;
      if (this.#failures < mostFailures) return this.#wait();
      if (!this.#isStopped) onGiveUp(error);
      this.stop();
    }
  }
}
