import { command, result, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import {
  RATE_UNITS,
  readChargingProfile,
  readPurpose,
  type ChargingProfile,
} from '../../model/chargingProfile.ts';
import { integer, object, oneOf, optionalInteger } from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { isWithinLimits } from '../profileLimits.ts';
import { compositeSchedule } from '../compositeSchedule.ts';

/** Where each purpose may go (OCPP 1.6 §3.13.1, §5.16). */
function fits(station: Station, connectorId: number, profile: ChargingProfile): boolean {
  if (connectorId !== 0 && station.connector(connectorId) === undefined) return false;
  if (profile.purpose === 'max') return connectorId === 0;
  if (profile.purpose !== 'tx') return profile.purpose === 'txDefault';
  const transaction = station.connector(connectorId)?.transaction;
  return transaction !== undefined && (profile.transactionId ?? transaction.id) === transaction.id;
}

export const smartChargingCommands: readonly Behaviour[] = [
  command('SetChargingProfile', (payload, station) => {
    const connectorId = integer(payload, 'connectorId');
    const profile = readChargingProfile(object(payload, 'csChargingProfiles'));
    if (!isWithinLimits(station, profile) || !fits(station, connectorId, profile)) return status('Rejected');
    station.profiles.install(connectorId, profile);
    return status('Accepted');
  }),

  command('ClearChargingProfile', (payload, station) => {
    const id = optionalInteger(payload, 'id');
    const removed = station.profiles.remove({
      ids: id === undefined ? undefined : [id],
      connectorId: optionalInteger(payload, 'connectorId'),
      purpose: payload['chargingProfilePurpose'] === undefined ? undefined : readPurpose(payload),
      stackLevel: optionalInteger(payload, 'stackLevel'),
    });
    return status(removed > 0 ? 'Accepted' : 'Unknown');
  }),

  command('GetCompositeSchedule', (payload, station) => {
    const connectorId = integer(payload, 'connectorId');
    const duration = integer(payload, 'duration');
    const unit =
      payload['chargingRateUnit'] === undefined ? 'A' : oneOf(payload, 'chargingRateUnit', RATE_UNITS);
    const concerned =
      connectorId === 0 ? station.connectors : station.connectors.filter(({ id }) => id === connectorId);
    if (concerned.length === 0) return status('Rejected');
    const { periods, scheduleStart } = compositeSchedule(station, concerned, duration, unit);
    return result({
      status: 'Accepted',
      connectorId,
      scheduleStart,
      chargingSchedule: {
        duration,
        startSchedule: scheduleStart,
        chargingRateUnit: unit,
        chargingSchedulePeriod: periods,
      },
    });
  }),
];
