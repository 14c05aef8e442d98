import type { DriverItem } from '../../../../../shared/service-port/driverItem.ts';

/** A person tries a few values; a loop does not stop at these. */
const MOST_WRITES = 6;
const WINDOW_MS = 10 * 60_000;

/** Keeps registers that lie in a memory with some 100,000 writes from being written in a loop. */
export class WearGuard {
  readonly #writes = new Map<string, number[]>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Why this is not written, as a sentence. */
  objection({ key, title }: DriverItem, isUnchanged: boolean): string | undefined {
    if (isUnchanged)
      return `${title} has this value already. It lies in a memory that wears out with each write, so it was not written again.`;
    if (this.#recent(key).length < MOST_WRITES) return undefined;
    return `${title} lies in a memory that wears out with each write, and it was written ${MOST_WRITES} times within ten minutes. Wait some minutes, or find out what writes it again and again.`;
  }

  wrote(key: string): void {
    this.#writes.set(key, [...this.#recent(key), this.#now()]);
  }

  #recent(key: string): number[] {
    return (this.#writes.get(key) ?? []).filter((at) => this.#now() - at < WINDOW_MS);
  }
}
