import { command, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { cancelReservation, reserve } from '../reservation.ts';
import { integer, optionalText, text, time } from '../../payload.ts';

/** OCPP 1.6 §5.13 and §5.1. Connector 0 cannot be reserved (ReserveConnectorZeroSupported). */
export const reservationCommands: readonly Behaviour[] = [
  command('ReserveNow', (payload, station) => {
    const reservation = {
      id: integer(payload, 'reservationId'),
      token: { idToken: text(payload, 'idTag'), type: 'Central' },
      parentToken: optionalText(payload, 'parentIdTag'),
      expiresAt: time(payload, 'expiryDate'),
    };
    const connector = station.connector(integer(payload, 'connectorId'));
    return connector === undefined
      ? status('Rejected')
      : reserve(station, [connector], reservation, () => undefined);
  }),

  command('CancelReservation', (payload, station) =>
    cancelReservation(station, integer(payload, 'reservationId')),
  ),
];
