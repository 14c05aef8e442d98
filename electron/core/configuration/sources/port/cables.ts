import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import { isCableId } from '../../../../../shared/service-port/cableStation.ts';
import { ContractError } from '../../../../../shared/contract/failure.ts';
import type { Station } from '../../../../../shared/station/station.ts';
import type { OcppCalls } from '../ocppCalls.ts';
import type { PortItems } from './portSource.ts';

/** The chargers on cables, as far as their configuration needs them. */
export interface Cables {
  /** By its cable id; nothing where no port of this visit has it. */
  find(cableId: string): Station | undefined;
  onChange(listener: (station: Station) => void): () => void;
  itemsOf(cableId: string): PortItems;
  /** Fails with `conflict` for what must not be changed while a car is charging, or only when it `isConfirmed`. */
  check(cableId: string, changes: readonly WantedChange[], isConfirmed: boolean): void;
}

/** The stations of the central system and those on cables, told apart by their ids. */
export function withCables(calls: OcppCalls, cables: Cables): OcppCalls {
  const { central } = calls;
  const found = (stationId: string): Station => {
    const station = cables.find(stationId);
    if (station !== undefined) return station;
    throw new ContractError('not-found', 'No open port has this charger.', {
      hint: 'Open the port of its cable again.',
    });
  };
  return {
    ...calls,
    central: {
      find: (stationId) => (isCableId(stationId) ? cables.find(stationId) : central.find(stationId)),
      station: (stationId) => (isCableId(stationId) ? found(stationId) : central.station(stationId)),
      call: (stationId, ...command) => central.call(stationId, ...command),
      onChange(listener) {
        const stops = [central.onChange(listener), cables.onChange(listener)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    whenReady: (stationId) =>
      isCableId(stationId)
        ? Promise.resolve(cables.find(stationId)?.connected === true)
        : calls.whenReady(stationId),
  };
}
