import { ContractError } from '../../../shared/contract/failure.ts';

/** What is done with a station, as a word of a sentence. */
export type StationWork = 'read' | 'changed' | 'restarted';

/** Reading, changing and restarting exclude each other for one station; other stations are not concerned. */
export class StationLocks {
  readonly #held = new Map<string, StationWork>();
  readonly #waiting = new Map<string, Array<() => void>>();

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
    if (held === undefined) return this.#hold(stationId, work);
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
