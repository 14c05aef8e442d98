import type { JsonObject } from '../../../../shared/json.ts';

/** Most stations boot at once; those that do not boot upon a reconnect are not waited for longer. */
const BOOT_WAIT_MS = 10_000;

interface Waiting {
  isReady: boolean;
  timer: NodeJS.Timeout;
  resolvers: Array<(isReady: boolean) => void>;
}

/**
 * When a station may be sent what nobody clicked: some leave upon a command before their BootNotification was accepted,
 * and OCPP wants no other messages before that (OCPP 1.6 §4.2).
 */
export class Readiness {
  readonly #stations = new Map<string, Waiting>();

  /** The wait begins anew with each connection. */
  connected(stationId: string): void {
    this.left(stationId);
    const timer = setTimeout(() => this.#ready(stationId), BOOT_WAIT_MS).unref();
    this.#stations.set(stationId, { isReady: false, timer, resolvers: [] });
  }

  /** A boot was answered; without an answer, or with Pending or Rejected, the station is not ready by it. */
  booted(stationId: string, answer: JsonObject | undefined): void {
    if (answer?.['status'] === 'Accepted') this.#ready(stationId);
  }

  left(stationId: string): void {
    const waiting = this.#stations.get(stationId);
    if (waiting === undefined) return;
    this.#stations.delete(stationId);
    clearTimeout(waiting.timer);
    for (const resolve of waiting.resolvers) resolve(false);
  }

  /** False where the station is not connected, or leaves before it is ready. */
  whenReady(stationId: string): Promise<boolean> {
    const waiting = this.#stations.get(stationId);
    if (waiting === undefined || waiting.isReady) return Promise.resolve(waiting !== undefined);
    return new Promise((resolve) => waiting.resolvers.push(resolve));
  }

  close(): void {
    for (const stationId of this.#stations.keys()) this.left(stationId);
  }

  #ready(stationId: string): void {
    const waiting = this.#stations.get(stationId);
    if (waiting === undefined || waiting.isReady) return;
    waiting.isReady = true;
    clearTimeout(waiting.timer);
    // After this turn, so that the answer to the boot goes out first.
    const resolvers = waiting.resolvers.splice(0);
    setImmediate(() => {
      for (const resolve of resolvers) resolve(true);
    });
  }
}
