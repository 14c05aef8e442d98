import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import { currentOf, type ChargingProfile } from '../../model/chargingProfile.ts';
import { perStation } from '../perStation.ts';
import type { StationBase } from '../stationBase.ts';

const PHASES = 3;

/** `dynUpdateInterval` in s; 0 where the profile is not to be pulled. */
function pullIntervalS({ kind, source }: ChargingProfile): number {
  const interval = source['dynUpdateInterval'];
  return kind === 'Dynamic' && typeof interval === 'number' ? interval : 0;
}

/** The profile with new values in its only period, in its own unit. */
function updated(profile: ChargingProfile, update: JsonObject, at: string): ChargingProfile {
  const limit = update['limit'] ?? update['setpoint'];
  const [schedule] = Array.isArray(profile.source['chargingSchedule'])
    ? profile.source['chargingSchedule'].filter(isJsonObject)
    : [];
  const [period] = Array.isArray(schedule?.['chargingSchedulePeriod'])
    ? schedule['chargingSchedulePeriod'].filter(isJsonObject)
    : [];
  return {
    ...profile,
    periods: profile.periods.map((known) =>
      typeof limit === 'number' ? { ...known, limitA: currentOf(limit, profile.unit, PHASES) } : known,
    ),
    source: {
      ...profile.source,
      dynUpdateTime: at,
      chargingSchedule: [{ ...schedule, chargingSchedulePeriod: [{ ...period, ...update }] }],
    },
  };
}

/** Dynamic profiles: their limits come from outside while they run, pushed or pulled (OCPP 2.1 K28, K29). */
export class DynamicSchedules {
  readonly #station: StationBase;
  readonly #timers = new Map<number, () => void>();

  constructor(station: StationBase) {
    this.#station = station;
  }

  /** Answers whether there is a dynamic profile of this id. */
  update(profileId: number, update: JsonObject): boolean {
    const { profiles, clock } = this.#station;
    const [found] = profiles.find({ ids: [profileId] });
    if (found?.profile.kind !== 'Dynamic') return false;
    const profile = updated(found.profile, update, clock.iso());
    profiles.install(found.connectorId, profile);
    this.follow(profile);
    return true;
  }

  /** Pulls a profile that asks for it, as long as it is installed. */
  follow(profile: ChargingProfile): void {
    this.#timers.get(profile.id)?.();
    this.#timers.delete(profile.id);
    const intervalS = pullIntervalS(profile);
    if (intervalS <= 0) return;
    this.#timers.set(
      profile.id,
      this.#station.clock.after(intervalS * 1000, () => this.#pull(profile.id)),
    );
  }

  #pull(chargingProfileId: number): void {
    const { calls, profiles } = this.#station;
    const [found] = profiles.find({ ids: [chargingProfileId] });
    if (found === undefined) return;
    calls.add({
      action: 'PullDynamicScheduleUpdate',
      payload: () => ({ chargingProfileId }),
      onReply: (reply) => {
        const update = reply.kind === 'result' ? reply.payload['scheduleUpdate'] : undefined;
        if (!isJsonObject(update) || !this.update(chargingProfileId, update)) this.follow(found.profile);
      },
    });
  }
}

export const dynamicSchedulesOf = perStation((station) => new DynamicSchedules(station));
