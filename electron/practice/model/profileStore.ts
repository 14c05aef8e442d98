import type { Connector } from './connector.ts';
import { changesOf, limitAt, type ChargingProfile, type ProfilePurpose } from './chargingProfile.ts';

/** A profile where it was put; connector 0 means the whole station. */
export interface InstalledProfile {
  connectorId: number;
  profile: ChargingProfile;
}

export interface ProfileFilter {
  ids?: readonly number[] | undefined;
  connectorId?: number | undefined;
  purpose?: ProfilePurpose | undefined;
  stackLevel?: number | undefined;
}

export interface SchedulePart {
  startS: number;
  limitA: number;
}

/** The charging profiles of a station and the limit that they make together (OCPP 1.6 §3.13). */
export class ProfileStore {
  #installed: InstalledProfile[] = [];

  get size(): number {
    return this.#installed.length;
  }

  /** Replaces the profile of the same id, and that of the same purpose and stack level at the same place. */
  install(connectorId: number, profile: ChargingProfile): void {
    this.#installed = this.#installed.filter(
      (other) =>
        other.profile.id !== profile.id &&
        !(
          other.connectorId === connectorId &&
          other.profile.purpose === profile.purpose &&
          other.profile.stackLevel === profile.stackLevel
        ),
    );
    this.#installed.push({ connectorId, profile });
  }

  find(filter: ProfileFilter): InstalledProfile[] {
    return this.#installed.filter(
      ({ connectorId, profile }) =>
        (filter.ids === undefined || filter.ids.includes(profile.id)) &&
        (filter.connectorId === undefined || filter.connectorId === connectorId) &&
        (filter.purpose === undefined || filter.purpose === profile.purpose) &&
        (filter.stackLevel === undefined || filter.stackLevel === profile.stackLevel),
    );
  }

  remove(filter: ProfileFilter): number {
    const found = new Set(this.find(filter));
    this.#installed = this.#installed.filter((entry) => !found.has(entry));
    return found.size;
  }

  /** Profiles of a transaction live as long as it does. */
  endTransaction(connectorId: number): void {
    this.remove({ connectorId, purpose: 'tx' });
  }

  /** Current per phase that the profiles leave to a connector; relative schedules begin at `baseAt`. */
  limitAt(connector: Connector, at: number, baseAt = connector.transaction?.startedAt ?? at): number {
    const limitOf = (purpose: ProfilePurpose): number | undefined =>
      this.#strongest(connector, purpose, at, baseAt);
    // Priority charging takes the place of what else is set for the transaction (OCPP 2.1 K21).
    const ofPriority = connector.transaction?.hasPriority === true ? limitOf('priority') : undefined;
    const ofTransaction = ofPriority ?? limitOf('tx') ?? limitOf('txDefault');
    const limits = [ofTransaction, limitOf('max'), limitOf('external')];
    return limits.reduce<number>((least, limit) => Math.min(least, limit ?? least), connector.maxCurrentA);
  }

  composite(connector: Connector, from: number, durationS: number): SchedulePart[] {
    const to = from + durationS * 1000;
    const baseAt = connector.transaction?.startedAt ?? from;
    const moments = this.#installed.flatMap(({ profile }) => changesOf(profile, from, to, baseAt));
    const parts: SchedulePart[] = [];
    for (const at of [...new Set([from, ...moments])].toSorted((a, b) => a - b)) {
      const limitA = this.limitAt(connector, at, baseAt);
      if (parts.at(-1)?.limitA !== limitA) parts.push({ startS: Math.round((at - from) / 1000), limitA });
    }
    return parts;
  }

  /** Of one purpose the highest stack level that says something now; a connector's own before the station's. */
  #strongest(connector: Connector, purpose: ProfilePurpose, at: number, baseAt: number): number | undefined {
    const candidates = this.#installed
      .filter((entry) => entry.profile.purpose === purpose && [0, connector.id].includes(entry.connectorId))
      .toSorted((a, b) => b.profile.stackLevel - a.profile.stackLevel || b.connectorId - a.connectorId);
    for (const { profile } of candidates) {
      const limit = limitAt(profile, at, baseAt);
      if (limit !== undefined) return limit;
    }
    return undefined;
  }
}
