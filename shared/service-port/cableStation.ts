import type { Station } from '../station/station.ts';
import type { PortState } from './portState.ts';

const PREFIX = 'cable:';

/** Whether an id names a charger on a cable, as `PortState.cableId` does. */
export function isCableId(stationId: string): boolean {
  return stationId.startsWith(PREFIX);
}

/** By the serial number that the device told, or else by the port. */
export function cableIdOf(name: string): string {
  return `${PREFIX}${name}`;
}

export function cableName(cableId: string): string {
  return isCableId(cableId) ? cableId.slice(PREFIX.length) : cableId;
}

/**
 * A charger on a cable in the shape of a station, for what asks of a station who it is and whether it is there. It speaks no OCPP:
 * it has no version, and nothing of OCPP can be sent to it.
 */
export function cableStation(state: PortState): Station {
  const { cableId, phase, port, identity, openedAt } = state;
  const { vendor, model, serialNumber, firmwareVersion } = identity ?? {};
  const isThere = phase === 'ready' || phase === 'transfer';
  return {
    id: cableId,
    connected: isThere,
    remoteAddress: port.path,
    ...(openedAt === undefined ? {} : { connectedAt: openedAt, lastReceivedAt: openedAt }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(model === undefined ? {} : { model }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(firmwareVersion === undefined ? {} : { firmwareVersion }),
    bootCount: 0,
    connectors: [],
    openCalls: 0,
  };
}
