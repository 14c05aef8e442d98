import type { JsonObject } from '../../../shared/json.ts';
import {
  integer,
  objects,
  oneOf,
  optionalInteger,
  optionalNumber,
  optionalText,
  optionalTime,
  object,
  Refusal,
  text,
} from '../payload.ts';

/** The purposes of 1.6 §7.13, under which those of 2.x are filed; the last two came with 2.1. */
export type ProfilePurpose = 'max' | 'txDefault' | 'tx' | 'external' | 'priority' | 'localGeneration';

export const RATE_UNITS = ['A', 'W'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

export interface SchedulePeriod {
  startS: number;
  /** Current per phase. */
  limitA: number;
}

export interface ChargingProfile {
  id: number;
  stackLevel: number;
  purpose: ProfilePurpose;
  kind: 'Absolute' | 'Recurring' | 'Relative' | 'Dynamic';
  recurrenceS: number | undefined;
  validFrom: number | undefined;
  validTo: number | undefined;
  /** In the words of the version: a number in 1.6, a text in 2.x. */
  transactionId: number | string | undefined;
  startsAt: number | undefined;
  durationS: number | undefined;
  unit: RateUnit;
  periods: SchedulePeriod[];
  /** As received, to be reported back. */
  source: JsonObject;
}

const PURPOSES: Readonly<Record<string, ProfilePurpose>> = {
  ChargePointMaxProfile: 'max',
  ChargingStationMaxProfile: 'max',
  TxDefaultProfile: 'txDefault',
  TxProfile: 'tx',
  ChargingStationExternalConstraints: 'external',
  PriorityCharging: 'priority',
  LocalGeneration: 'localGeneration',
};
const NOMINAL_VOLTAGE_V = 230;

/** A limit in its unit as current per phase; a limit in W is over all phases that are used. */
export function currentOf(limit: number, unit: RateUnit, phases: number): number {
  return unit === 'A' ? limit : limit / (phases * NOMINAL_VOLTAGE_V);
}

function readPeriods(schedule: JsonObject, unit: RateUnit): SchedulePeriod[] {
  const periods = objects(schedule, 'chargingSchedulePeriod').map((period) => ({
    startS: integer(period, 'startPeriod'),
    limitA: currentOf(
      optionalNumber(period, 'limit') ?? Number.POSITIVE_INFINITY,
      unit,
      optionalInteger(period, 'numberPhases') ?? 3,
    ),
  }));
  if (periods[0]?.startS !== 0) throw new Refusal('value', 'the first period must start at 0');
  return periods;
}

export function readPurpose(payload: JsonObject): ProfilePurpose {
  const purpose = PURPOSES[text(payload, 'chargingProfilePurpose')];
  if (purpose === undefined) throw new Refusal('value', 'this chargingProfilePurpose is not known');
  return purpose;
}

/** Reads a profile of 1.6 (`chargingProfileId`, one schedule) or of 2.x (`id`, a list of schedules). */
export function readChargingProfile(source: JsonObject): ChargingProfile {
  const schedule = Array.isArray(source['chargingSchedule'])
    ? objects(source, 'chargingSchedule')[0]
    : object(source, 'chargingSchedule');
  if (schedule === undefined) throw new Refusal('missing', 'the profile has no chargingSchedule');
  const unit = oneOf(schedule, 'chargingRateUnit', RATE_UNITS);
  const kind = oneOf(source, 'chargingProfileKind', [
    'Absolute',
    'Recurring',
    'Relative',
    'Dynamic',
  ] as const);
  const recurrency = optionalText(source, 'recurrencyKind') === 'Weekly' ? 604_800 : 86_400;
  const id = optionalInteger(source, 'id') ?? integer(source, 'chargingProfileId');
  const transactionId = source['transactionId'];
  return {
    id,
    stackLevel: integer(source, 'stackLevel'),
    purpose: readPurpose(source),
    kind,
    recurrenceS: kind === 'Recurring' ? recurrency : undefined,
    validFrom: optionalTime(source, 'validFrom'),
    validTo: optionalTime(source, 'validTo'),
    transactionId:
      typeof transactionId === 'number' || typeof transactionId === 'string' ? transactionId : undefined,
    startsAt: optionalTime(schedule, 'startSchedule'),
    durationS: optionalInteger(schedule, 'duration'),
    unit,
    periods: readPeriods(schedule, unit),
    source,
  };
}

/** Seconds into the schedule at a moment, or nothing where the profile does not reach. */
function positionS(profile: ChargingProfile, at: number, baseAt: number): number | undefined {
  if (profile.validFrom !== undefined && at < profile.validFrom) return undefined;
  if (profile.validTo !== undefined && at >= profile.validTo) return undefined;
  const startsAt = profile.kind === 'Relative' ? baseAt : (profile.startsAt ?? baseAt);
  let elapsedS = (at - startsAt) / 1000;
  if (elapsedS < 0) return undefined;
  if (profile.recurrenceS !== undefined) elapsedS %= profile.recurrenceS;
  if (profile.durationS !== undefined && elapsedS >= profile.durationS) return undefined;
  return elapsedS;
}

/** Limit of one profile at a moment; `baseAt` is where relative schedules begin. */
export function limitAt(profile: ChargingProfile, at: number, baseAt: number): number | undefined {
  const elapsedS = positionS(profile, at, baseAt);
  if (elapsedS === undefined) return undefined;
  return profile.periods.findLast((period) => period.startS <= elapsedS)?.limitA;
}

/** Moments from `from` to `to` at which this profile's limit may change. */
export function changesOf(profile: ChargingProfile, from: number, to: number, baseAt: number): number[] {
  const startsAt = profile.kind === 'Relative' ? baseAt : (profile.startsAt ?? baseAt);
  const steps = profile.periods.map((period) => period.startS);
  if (profile.durationS !== undefined) steps.push(profile.durationS);
  const roundMs = (profile.recurrenceS ?? 0) * 1000;
  const rounds = [startsAt];
  if (roundMs > 0) {
    rounds[0] = startsAt + Math.floor((from - startsAt) / roundMs) * roundMs;
    while ((rounds.at(-1) ?? to) + roundMs <= to) rounds.push((rounds.at(-1) ?? to) + roundMs);
  }
  const moments = rounds.flatMap((at) => steps.map((stepS) => at + stepS * 1000));
  for (const edge of [profile.validFrom, profile.validTo]) if (edge !== undefined) moments.push(edge);
  return moments.filter((at) => at > from && at < to);
}
