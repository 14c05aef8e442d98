import type { BusWatch } from './busWatch.ts';
import type { BusTiming } from './lineTiming.ts';
import { untilOver } from './untilOver.ts';

const REMEDY = 'Disconnect the other master, or take the bus all the same.';

/** When we may speak on a bus that may be somebody else's. */
export class BusManners {
  readonly #watch: BusWatch;
  readonly #timing: BusTiming;
  readonly #since = performance.now();
  #hasListened = false;
  #isTaken = false;

  constructor(watch: BusWatch, timing: BusTiming) {
    this.#watch = watch;
    this.#timing = timing;
  }

  /** Listens before the first byte of ours; answers why nothing may be asked now. */
  async beforeAsking(signal: AbortSignal): Promise<string | undefined> {
    if (!this.#hasListened && !this.#isTaken) {
      await untilOver(Math.max(0, this.#since + this.#timing.listenMs - performance.now()), signal);
      this.#hasListened = true;
    }
    signal.throwIfAborted();
    if (this.#isTaken || !this.#watch.isForeignWithin(this.#timing.ongoingMs)) return undefined;
    return `Another master is talking on this bus, so Kerbside stays silent. ${REMEDY}`;
  }

  objectionToWrite(): string | undefined {
    if (this.#isTaken || !this.#watch.hasOtherMaster) return undefined;
    return `There is another master on this bus, so nothing is written: it may overwrite the value, and two masters disturb each other. ${REMEDY}`;
  }

  takeBus(): void {
    this.#isTaken = true;
    this.#watch.taken();
  }
}
