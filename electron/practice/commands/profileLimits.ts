import type { ChargingProfile } from '../model/chargingProfile.ts';
import type { Station } from '../station/station.ts';

const HIGHEST_STACK_LEVEL = 8;
const MOST_PERIODS = 24;
const MOST_PROFILES = 20;

/** Dynamic profiles and two purposes came with 2.1. */
function isOf21({ kind, purpose }: ChargingProfile): boolean {
  return kind === 'Dynamic' || purpose === 'priority' || purpose === 'localGeneration';
}

/** What the station can hold: ChargeProfileMaxStackLevel and its kin (OCPP 1.6 §9.4). */
export function isWithinLimits(station: Station, profile: ChargingProfile): boolean {
  return (
    (station.version === '2.1' || !isOf21(profile)) &&
    profile.stackLevel >= 0 &&
    profile.stackLevel <= HIGHEST_STACK_LEVEL &&
    profile.periods.length <= MOST_PERIODS &&
    station.profiles.size < MOST_PROFILES
  );
}
