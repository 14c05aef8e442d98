import type { JsonObject } from '../../../../shared/json.ts';
import { command, result, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import type { Answer } from '../../station/link/exchange.ts';
import {
  RATE_UNITS,
  readChargingProfile,
  readPurpose,
  type ChargingProfile,
} from '../../model/chargingProfile.ts';
import type { InstalledProfile } from '../../model/profileStore.ts';
import { integer, object, oneOf, optionalInteger, optionalIntegers, optionalObject } from '../../payload.ts';
import { dynamicSchedulesOf } from '../../station/v21/dynamicSchedules.ts';
import { inParts } from '../../station/inParts.ts';
import type { Station } from '../../station/station.ts';
import { compositeSchedule } from '../compositeSchedule.ts';
import { isWithinLimits } from '../profileLimits.ts';

/** Why a profile cannot go there (OCPP 2.0.1 K01). */
function obstacle(station: Station, evseId: number, profile: ChargingProfile): string | undefined {
  const connector = station.connector(evseId);
  if (evseId !== 0 && connector === undefined) return 'UnknownEvse';
  if (!isWithinLimits(station, profile)) return 'InvalidProfile';
  if (profile.purpose === 'external') return 'InvalidProfile';
  if (profile.purpose !== 'tx') return undefined;
  const isRunning =
    connector?.transaction !== undefined && connector.transaction.id === profile.transactionId;
  return isRunning ? undefined : 'TxNotFound';
}

function set(payload: JsonObject, station: Station): Answer {
  const evseId = integer(payload, 'evseId');
  const profile = readChargingProfile(object(payload, 'chargingProfile'));
  const reason = obstacle(station, evseId, profile);
  if (reason !== undefined) return statusBecause('Rejected', reason, 'the profile does not fit there');
  station.profiles.install(evseId, profile);
  return status('Accepted', () => dynamicSchedulesOf(station).follow(profile));
}

function find(station: Station, evseId: number | undefined, criteria: JsonObject): InstalledProfile[] {
  return station.profiles.find({
    ids: optionalIntegers(criteria, 'chargingProfileId'),
    connectorId: evseId,
    purpose: criteria['chargingProfilePurpose'] === undefined ? undefined : readPurpose(criteria),
    stackLevel: optionalInteger(criteria, 'stackLevel'),
  });
}

const PROFILES_PER_PART = 2;

/** Reports of one EVSE each, `tbc` on all but the last (OCPP 2.0.1 K09). */
function reportProfiles(station: Station, requestId: number, found: readonly InstalledProfile[]): void {
  const evseIds = [...new Set(found.map(({ connectorId }) => connectorId))];
  const parts = evseIds.flatMap((evseId, index) => {
    const profiles = found.filter(({ connectorId }) => connectorId === evseId);
    return inParts(profiles, PROFILES_PER_PART, (part, _seqNo, tbc) => ({
      requestId,
      chargingLimitSource: 'CSO',
      evseId,
      tbc: tbc || index + 1 < evseIds.length,
      chargingProfile: part.map(({ profile }) => profile.source),
    }));
  });
  station.report('ReportChargingProfiles', parts);
}

export const smartChargingCommands: readonly Behaviour[] = [
  command('SetChargingProfile', set),

  command('ClearChargingProfile', (payload, station) => {
    const id = optionalInteger(payload, 'chargingProfileId');
    const criteria = optionalObject(payload, 'chargingProfileCriteria') ?? {};
    const removed = station.profiles.remove({
      ids: id === undefined ? undefined : [id],
      connectorId: optionalInteger(criteria, 'evseId'),
      purpose: criteria['chargingProfilePurpose'] === undefined ? undefined : readPurpose(criteria),
      stackLevel: optionalInteger(criteria, 'stackLevel'),
    });
    return status(removed > 0 ? 'Accepted' : 'Unknown');
  }),

  command('GetChargingProfiles', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const found = find(station, optionalInteger(payload, 'evseId'), object(payload, 'chargingProfile'));
    if (found.length === 0) return status('NoProfiles');
    return status('Accepted', () => reportProfiles(station, requestId, found));
  }),

  command('GetCompositeSchedule', (payload, station) => {
    const evseId = integer(payload, 'evseId');
    const duration = integer(payload, 'duration');
    const unit =
      payload['chargingRateUnit'] === undefined ? 'A' : oneOf(payload, 'chargingRateUnit', RATE_UNITS);
    const concerned =
      evseId === 0 ? station.connectors : station.connectors.filter(({ id }) => id === evseId);
    if (concerned.length === 0) return statusBecause('Rejected', 'UnknownEvse', `no EVSE ${evseId}`);
    const { periods, scheduleStart } = compositeSchedule(station, concerned, duration, unit);
    const schedule = {
      evseId,
      duration,
      scheduleStart,
      chargingRateUnit: unit,
      chargingSchedulePeriod: periods,
    };
    return result({ status: 'Accepted', schedule });
  }),
];
