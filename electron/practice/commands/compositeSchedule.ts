import type { JsonObject } from '../../../shared/json.ts';
import type { Connector } from '../model/connector.ts';
import type { RateUnit } from '../model/chargingProfile.ts';
import type { Station } from '../station/station.ts';

export interface CompositeSchedule {
  unit: RateUnit;
  scheduleStart: string;
  periods: JsonObject[];
}

const NOMINAL_VOLTAGE_V = 230;

/** A limit to one digit at most, as 1.6 wants it (`multipleOf` 0.1); whole numbers have no rounding of their own. */
function limitIn(unit: RateUnit, limitA: number): number {
  return unit === 'A' ? Math.floor(limitA) : Math.round(limitA * 3 * NOMINAL_VOLTAGE_V);
}

/** The limits that a connector, or for 0 the whole station, will see. */
export function compositeSchedule(
  station: Station,
  concerned: readonly Connector[],
  durationS: number,
  unit: RateUnit,
): CompositeSchedule {
  const from = station.clock.now();
  const schedules = concerned.map((connector) => station.profiles.composite(connector, from, durationS));
  const starts = [...new Set(schedules.flatMap((parts) => parts.map(({ startS }) => startS)))].toSorted(
    (a, b) => a - b,
  );
  const limitAt = (startS: number): number =>
    schedules.reduce((sum, parts) => sum + (parts.findLast((part) => part.startS <= startS)?.limitA ?? 0), 0);
  return {
    unit,
    scheduleStart: station.clock.iso(from),
    periods: starts.map((startPeriod) => ({
      startPeriod,
      limit: limitIn(unit, limitAt(startPeriod)),
      numberPhases: 3,
    })),
  };
}
