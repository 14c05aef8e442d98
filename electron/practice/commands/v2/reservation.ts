import { command, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { integer, object, optionalInteger, optionalObject, text, time } from '../../payload.ts';
import { cancelReservation, reserve } from '../reservation.ts';

/** OCPP 2.0.1 H01 to H04. Without an EVSE one is chosen, as every one has the same connector. */
export const reservationCommands: readonly Behaviour[] = [
  command('ReserveNow', (payload, station) => {
    const idToken = object(payload, 'idToken');
    const group = optionalObject(payload, 'groupIdToken');
    const id = integer(payload, 'id');
    const evseId = optionalInteger(payload, 'evseId');
    const candidates = station.connectors.filter(
      (connector) => evseId === undefined || connector.id === evseId,
    );
    if (candidates.length === 0) return statusBecause('Rejected', 'UnknownEvse', `no EVSE ${evseId ?? ''}`);
    const wanted = {
      id,
      token: { idToken: text(idToken, 'idToken'), type: text(idToken, 'type') },
      parentToken: group === undefined ? undefined : text(group, 'idToken'),
      expiresAt: time(payload, 'expiryDateTime'),
    };
    return reserve(station, candidates, wanted, () =>
      station.notify('ReservationStatusUpdate', { reservationId: id, reservationUpdateStatus: 'Expired' }),
    );
  }),

  command('CancelReservation', (payload, station) =>
    cancelReservation(station, integer(payload, 'reservationId')),
  ),
];
