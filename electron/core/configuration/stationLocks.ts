import { ContractError } from '../../../shared/contract/failure.ts';

/** What is done with a station, as a word of a sentence. */
export type StationWork = 'read' | 'changed' | 'restarted';

/**
 * Reading, changing and restarting exclude each other for one station; other stations are not concerned. While a station is
 * updated with firmware it may be read, but neither changed nor restarted: either may break the update, and what is changed
 * may be lost with it.
 */
export class StationLocks {
  readonly #updatedWith: (stationId: string) => string | undefined;
  readonly #held = new Map<string, StationWork>();
  readonly #waiting = new Map<string, Array<() => void>>();

  /** `updatedWith`: that a station is fetching or installing firmware, as a sentence. */
  constructor(updatedWith: (stationId: string) => string | undefined = () => undefined) {
    this.#updatedWith = updatedWith;
  }

  /** The stations that are not free, and why not, as sentences. */
  busy(): string[] {
    return [...this.#held].map(([stationId, work]) => `${heldWords(stationId, work)}.`);
  }

  /** Why one station is not free, as a sentence. */
  busyWith(stationId: string): string | undefined {
    const work = this.#held.get(stationId);
    return work === undefined ? undefined : `${heldWords(stationId, work)}.`;
  }

  /** Answers with the function that gives the station free. Fails with `busy`. */
  take(stationId: string, work: StationWork): () => void {
    const held = this.#held.get(stationId);
    if (held === undefined) {
      this.#refuseDuringUpdate(stationId, work);
      return this.#hold(stationId, work);
    }
    throw new ContractError('busy', `${heldWords(stationId, held)} already.`, {
      hint: 'Wait until that has ended, or stop it.',
    });
  }

  /** The same as soon as the station is free. */
  async takeWhenFree(stationId: string, work: StationWork): Promise<() => void> {
    while (this.#held.has(stationId)) {
      await new Promise<void>((resolve) => {
        const waiting = this.#waiting.get(stationId) ?? [];
        this.#waiting.set(stationId, [...waiting, resolve]);
      });
    }
    return this.#hold(stationId, work);
  }

  #refuseDuringUpdate(stationId: string, work: StationWork): void {
    const updated = work === 'read' ? undefined : this.#updatedWith(stationId);
    if (updated === undefined) return;
    const why =
      work === 'restarted'
        ? 'A restart now may leave it without working firmware.'
        : 'What is changed now may break the update, or be lost with it.';
    throw new ContractError('busy', `${updated} ${why}`, {
      hint: 'Wait until the update has ended. If it hangs, cancel it: that frees the charger.',
    });
  }

  #hold(stationId: string, work: StationWork): () => void {
    this.#held.set(stationId, work);
    return () => {
      this.#held.delete(stationId);
      const waiting = this.#waiting.get(stationId) ?? [];
      this.#waiting.delete(stationId);
      for (const resolve of waiting) resolve();
    };
  }
}

function heldWords(stationId: string, work: StationWork): string {
  const what = work === 'restarted' ? `${stationId} is` : `The configuration of ${stationId} is`;
  return `${what} being ${work}`;
}
