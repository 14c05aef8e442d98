import type { Station } from '../../../shared/station/station.ts';

/** The stations of the central system, as far as waiting for one needs them. */
export interface StationStates {
  station(stationId: string): Station;
  onChange(listener: (station: Station) => void): () => void;
}

/** A silent station gets its next request after this all the same. */
const SETTLE_MS = 10_000;

/**
 * Waits until a station is connected and has said something: some leave at once when they are asked before their
 * BootNotification. Resolves with whether it is there; rejects when the signal is aborted. `limitMs` is how long it may
 * stay away.
 */
export function stationReturn(
  source: StationStates,
  stationId: string,
  { limitMs, signal }: { limitMs: number; signal: AbortSignal | undefined },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let settling: NodeJS.Timeout | undefined;
    const finish = (settle: () => void): void => {
      clearTimeout(limit);
      clearTimeout(settling);
      stop();
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => finish(() => reject(signal?.reason as Error));
    const look = ({ connected, connectedAt = 0, lastReceivedAt = 0 }: Station): void => {
      if (!connected) {
        clearTimeout(settling);
        settling = undefined;
        return;
      }
      if (lastReceivedAt >= connectedAt) finish(() => resolve(true));
      else settling ??= setTimeout(() => finish(() => resolve(true)), SETTLE_MS);
    };
    const limit = setTimeout(() => finish(() => resolve(false)), limitMs);
    const stop = source.onChange((station) => {
      if (station.id === stationId) look(station);
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    else look(source.station(stationId));
  });
}
