import type { Json } from '../../json.ts';
import { isTrue, listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, grouped, joined, labelled, place, status } from './wording.ts';

export const SMART_CHARGING: Summaries = {
  SetChargingProfile: {
    request(payload) {
      const profile = objectOf(payload, 'csChargingProfiles') ?? objectOf(payload, 'chargingProfile');
      return joined([place(payload), sayProfile(profile)]);
    },
  },
  ClearChargingProfile: {
    request(payload) {
      const criteria = objectOf(payload, 'chargingProfileCriteria') ?? payload;
      const words = joined([
        labelled('profile', textOf(payload, 'id') ?? textOf(payload, 'chargingProfileId')),
        place(criteria),
        textOf(criteria, 'chargingProfilePurpose'),
        labelled('level', textOf(criteria, 'stackLevel')),
      ]);
      return words === '' ? 'all profiles' : words;
    },
  },
  GetCompositeSchedule: {
    request: (payload) =>
      joined([
        place(payload),
        labelled('next', seconds(payload, 'duration')),
        textOf(payload, 'chargingRateUnit'),
      ]),
    response(payload) {
      const schedule = objectOf(payload, 'chargingSchedule') ?? objectOf(payload, 'schedule');
      return joined([status(payload), sayLimits(schedule)]);
    },
  },
  GetChargingProfiles: {
    request(payload) {
      const criteria = objectOf(payload, 'chargingProfile');
      return joined([
        place(payload),
        textOf(criteria, 'chargingProfilePurpose'),
        labelled('request', textOf(payload, 'requestId')),
      ]);
    },
  },
  ReportChargingProfiles: {
    request(payload) {
      const profiles = listOf(payload, 'chargingProfile');
      return joined([
        labelled('request', textOf(payload, 'requestId')),
        place(payload),
        profiles.length === 1 ? sayProfile(profiles[0]) : counted(profiles.length, 'profile'),
        isTrue(payload, 'tbc') ? 'more to come' : undefined,
      ]);
    },
  },
  NotifyChargingLimit: {
    request(payload) {
      const limit = objectOf(payload, 'chargingLimit');
      return joined([
        place(payload),
        labelled('from', textOf(limit, 'chargingLimitSource')),
        sayLimits(listOf(payload, 'chargingSchedule')[0]),
      ]);
    },
  },
  ClearedChargingLimit: {
    request: (payload) => joined([place(payload), labelled('from', textOf(payload, 'chargingLimitSource'))]),
  },
};

function sayProfile(profile: Json | undefined): string | undefined {
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
function sayLimits(schedule: Json | undefined): string | undefined {
  const periods = listOf(schedule, 'chargingSchedulePeriod');
  if (periods.length === 0) return undefined;
  const unit = textOf(schedule, 'chargingRateUnit') ?? '';
  const limits = periods.slice(0, 2).map((period) => {
    const limit = numberOf(period, 'limit');
    return limit === undefined
      ? undefined
      : `${grouped(limit, Number.isInteger(limit) ? 0 : 1)} ${unit}`.trim();
  });
  return joined([...limits, periods.length > 2 ? counted(periods.length - 2, 'more period') : undefined]);
}

function seconds(payload: Json, key: string): string | undefined {
  const value = numberOf(payload, key);
  return value === undefined ? undefined : `${grouped(value)} s`;
}
