import type { ItemReading } from '../../../../shared/service-port/driverItem.ts';

/** Live values are asked for at most so often, whatever a profile allows. */
const POLL_MS = 2000;

export interface LiveValuesOptions {
  /** Reads them once; nothing where that is not possible now. */
  read: (signal: AbortSignal) => Promise<readonly ItemReading[] | undefined>;
  /** From the end of one reading to the beginning of the next, as the profile wants it. */
  everyMs: () => number;
  log: (line: string) => void;
}

/** Live values of a device, read again and again while anybody listens, and not otherwise. */
export class LiveValues {
  readonly #options: LiveValuesOptions;
  readonly #listeners = new Set<(values: ItemReading[]) => void>();
  readonly #byKey = new Map<string, ItemReading>();
  #polling: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LiveValuesOptions) {
    this.#options = options;
  }

  values(): ItemReading[] {
    return [...this.#byKey.values()];
  }

  listen(listener: (values: ItemReading[]) => void): () => void {
    this.#listeners.add(listener);
    if (this.#polling === undefined) void this.#poll();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  /** What was read otherwise. */
  take(readings: readonly ItemReading[]): void {
    if (readings.length === 0) return;
    for (const reading of readings) this.#byKey.set(reading.key, reading);
    this.#tell();
  }

  /** Nothing is known any more: another device, or it started anew. */
  clear(): void {
    if (this.#byKey.size === 0) return;
    this.#byKey.clear();
    this.#tell();
  }

  /** Whoever listens wants to know soon. */
  soon(): void {
    if (this.#timer !== undefined) void this.#poll();
  }

  close(): void {
    this.#listeners.clear();
    this.#stop();
  }

  #tell(): void {
    const values = this.values();
    for (const listener of this.#listeners) listener(values);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#polling?.abort();
    this.#polling = undefined;
  }

  async #poll(): Promise<void> {
    this.#stop();
    const polling = new AbortController();
    this.#polling = polling;
    try {
      this.take((await this.#options.read(polling.signal)) ?? []);
    } catch (error) {
      // The port is gone, or a run took the line: there are just no values now.
      if (!polling.signal.aborted) {
        this.#options.log(`Live values: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (polling.signal.aborted || this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => void this.#poll(), Math.max(POLL_MS, this.#options.everyMs())).unref();
  }
}
