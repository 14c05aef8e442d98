import type { Issue } from '../../../shared/trace/issue.ts';
import type { StationArrival } from './stationArrival.ts';

/** Addresses that are remembered; the oldest is forgotten. */
const LIMIT = 1000;

/**
 * Who the stations without an identity turned out to be. One that only reconnects sends no boot again, so it is taken
 * for the one that came from its address before, unless that is connected.
 */
export class LateNames {
  readonly #names = new Map<string, string>();

  remember({ stationId, remoteAddress }: StationArrival, name: string): void {
    // What it was listed as may be a remembered name itself.
    const key = keyOf(stationId, remoteAddress);
    this.#names.delete(key);
    this.#names.set(key, name);
    const oldest = this.#names.size > LIMIT ? this.#names.keys().next().value : undefined;
    if (oldest !== undefined) this.#names.delete(oldest);
  }

  /** Other places use the same addresses: only names of stations that are connected stay known. */
  enterFile(isConnected: (stationId: string) => boolean): void {
    for (const [key, name] of this.#names) if (!isConnected(name)) this.#names.delete(key);
  }

  /** The arrival under the name that is remembered for it, or as it is. */
  nameOf(arrival: StationArrival, isConnected: (stationId: string) => boolean): StationArrival {
    if (arrival.isUnnamed !== true) return arrival;
    const name = this.#names.get(keyOf(arrival.stationId, arrival.remoteAddress));
    if (name === undefined || isConnected(name)) return arrival;
    arrival.onNamed?.(name);
    return { ...arrival, stationId: name, issues: [...arrival.issues, identityRemembered(name)] };
  }
}

function keyOf(stationId: string, remoteAddress: string): string {
  return `${remoteAddress} ${stationId}`;
}

function identityRemembered(name: string): Issue {
  const message = `The station gave no identity; the last one without one from this address was “${name}” by its boot, so it is taken for that.`;
  return { severity: 'info', code: 'identity-remembered', message };
}
