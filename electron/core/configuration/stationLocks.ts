import { ContractError } from '../../../shared/contract/failure.ts';

/** What is done with the configuration of a station, as a word of a sentence. */
export type StationWork = 'read' | 'changed' | 'restarted';

/** Reading, changing and restarting exclude each other for one station; other stations are not concerned. */
export class StationLocks {
  readonly #held = new Map<string, StationWork>();

  /** Answers with the function that gives the station free. Fails with `busy`. */
  take(stationId: string, work: StationWork): () => void {
    const held = this.#held.get(stationId);
    if (held !== undefined) {
      const what = held === 'restarted' ? `${stationId} is` : `The configuration of ${stationId} is`;
      throw new ContractError('busy', `${what} being ${held} already.`, {
        hint: 'Wait until that has ended, or stop it.',
      });
    }
    this.#held.set(stationId, work);
    return () => this.#held.delete(stationId);
  }
}
