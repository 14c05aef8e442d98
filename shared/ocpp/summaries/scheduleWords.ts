import type { Json } from '../../json.ts';
import { listOf, numberOf, textOf } from './reading.ts';
import { counted, grouped, joined, labelled } from './wording.ts';

/** A charging profile: its number, purpose and rank, and what it limits. */
export function sayProfile(profile: Json | undefined): string | undefined {
  if (profile === undefined) return undefined;
  // One schedule in 1.6, up to three in 2.x (OCPP 2.0.1 part 2, ChargingProfileType).
  return joined([
    labelled('profile', textOf(profile, 'chargingProfileId') ?? textOf(profile, 'id')),
    textOf(profile, 'chargingProfilePurpose'),
    labelled('level', textOf(profile, 'stackLevel')),
    sayLimits(listOf(profile, 'chargingSchedule')[0]),
  ]);
}

/** `16 A`, or `16 A, 6 A, 4 more periods`. */
export function sayLimits(schedule: Json | undefined): string | undefined {
  const periods = listOf(schedule, 'chargingSchedulePeriod');
  if (periods.length === 0) return undefined;
  const unit = textOf(schedule, 'chargingRateUnit') ?? '';
  const limits = periods.slice(0, 2).map((period) => sayPeriod(period, unit));
  return joined([...limits, periods.length > 2 ? counted(periods.length - 2, 'more period') : undefined]);
}

/** What one period or one update of it allows; 2.1 may give a set point or a limit of discharging instead. */
export function sayPeriod(period: Json | undefined, unit = ''): string | undefined {
  return joined([
    rate(period, 'limit', unit),
    labelled('set point', rate(period, 'setpoint', unit)),
    labelled('discharge', rate(period, 'dischargeLimit', unit)),
  ]);
}

function rate(period: Json | undefined, key: string, unit: string): string | undefined {
  const value = numberOf(period, key);
  if (value === undefined) return undefined;
  return `${grouped(value, Number.isInteger(value) ? 0 : 1)} ${unit}`.trim();
}
