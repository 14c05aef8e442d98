import type { Json } from '../../json.ts';
import { isTrue, listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { sayLimits, sayPeriod, sayProfile } from './scheduleWords.ts';
import { counted, grouped, joined, labelled, place, status, transaction } from './wording.ts';

export const SMART_CHARGING: Summaries = {
  SetChargingProfile: {
    request(payload) {
      const profile = objectOf(payload, 'csChargingProfiles') ?? objectOf(payload, 'chargingProfile');
      return joined([place(payload), sayProfile(profile), transaction(profile)]);
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
        labelled('in', textOf(payload, 'chargingRateUnit')),
      ]),
    response(payload) {
      const schedule = objectOf(payload, 'chargingSchedule') ?? objectOf(payload, 'schedule');
      return joined([
        status(payload),
        place(payload) ?? place(schedule),
        sayLimits(schedule),
        labelled('from', textOf(payload, 'scheduleStart') ?? textOf(schedule, 'scheduleStart')),
      ]);
    },
  },
  GetChargingProfiles: {
    request(payload) {
      const criteria = objectOf(payload, 'chargingProfile');
      return joined([
        place(payload),
        textOf(criteria, 'chargingProfilePurpose'),
        labelled('level', textOf(criteria, 'stackLevel')),
        profileNumbers(criteria),
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
  UpdateDynamicSchedule: {
    request: (payload) =>
      joined([
        labelled('profile', textOf(payload, 'chargingProfileId')),
        sayPeriod(objectOf(payload, 'scheduleUpdate')),
      ]),
  },
  PullDynamicScheduleUpdate: {
    request: (payload) => labelled('profile', textOf(payload, 'chargingProfileId')),
    response: (payload) => joined([status(payload), sayPeriod(objectOf(payload, 'scheduleUpdate'))]),
  },
  ClearedChargingLimit: {
    request: (payload) => joined([place(payload), labelled('from', textOf(payload, 'chargingLimitSource'))]),
  },
};

function profileNumbers(criteria: Json | undefined): string | undefined {
  const ids = listOf(criteria, 'chargingProfileId');
  if (ids.length === 0) return undefined;
  return ids.length === 1
    ? labelled('profile', textOf({ id: ids[0] ?? null }, 'id'))
    : counted(ids.length, 'profile');
}

function seconds(payload: Json, key: string): string | undefined {
  const value = numberOf(payload, key);
  return value === undefined ? undefined : `${grouped(value)} s`;
}
