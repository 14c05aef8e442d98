import type { ChargingProfile } from '../model/chargingProfile.ts';
import type { Station } from '../station/station.ts';

const HIGHEST_STACK_LEVEL = 8;
const MOST_PERIODS = 24;
const MOST_PROFILES = 20;

/** What the station can hold: ChargeProfileMaxStackLevel and its kin (OCPP 1.6 §9.4). */
export function isWithinLimits(station: Station, profile: ChargingProfile): boolean {
  return (
    profile.stackLevel >= 0 &&
    profile.stackLevel <= HIGHEST_STACK_LEVEL &&
    profile.periods.length <= MOST_PERIODS &&
    station.profiles.size < MOST_PROFILES
  );
}
