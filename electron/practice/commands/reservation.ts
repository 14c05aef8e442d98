import { status } from '../behaviours/command.ts';
import type { Answer } from '../station/link/exchange.ts';
import type { Connector, Reservation } from '../model/connector.ts';
import type { Station } from '../station/station.ts';

type Wanted = Omit<Reservation, 'cancelTimeout'>;

/** Why a connector cannot be reserved, or nothing. A reservation of the same number is replaced. */
function obstacle(connector: Connector, id: number): string | undefined {
  if (connector.isFaulted) return 'Faulted';
  if (!connector.isOperative) return 'Unavailable';
  const isTaken =
    connector.isPlugged || connector.transaction !== undefined || connector.authorization !== undefined;
  const isOthers = connector.reservation !== undefined && connector.reservation.id !== id;
  return isTaken || isOthers ? 'Occupied' : undefined;
}

function release(connector: Connector): void {
  connector.reservation?.cancelTimeout();
  connector.reservation = undefined;
}

/** Reserves the first of the connectors that can be (OCPP 1.6 §5.13, 2.0.1 H01). */
export function reserve(
  station: Station,
  candidates: readonly Connector[],
  wanted: Wanted,
  onExpired: (connector: Connector) => void,
): Answer {
  const connector = candidates.find((candidate) => obstacle(candidate, wanted.id) === undefined);
  const first = candidates[0];
  if (connector === undefined) return status((first && obstacle(first, wanted.id)) ?? 'Rejected');
  const restMs = wanted.expiresAt - station.clock.now();
  if (restMs <= 0) return status('Rejected');
  for (const other of station.connectors) if (other.reservation?.id === wanted.id) release(other);
  const cancelTimeout = station.clock.after(restMs, () => {
    connector.reservation = undefined;
    station.announcements.refresh(connector);
    onExpired(connector);
  });
  connector.reservation = { ...wanted, cancelTimeout };
  return status('Accepted', () => station.announcements.refreshAll());
}

export function cancelReservation(station: Station, id: number): Answer {
  const connector = station.connectors.find(({ reservation }) => reservation?.id === id);
  if (connector === undefined) return status('Rejected');
  release(connector);
  return status('Accepted', () => station.announcements.refresh(connector));
}
