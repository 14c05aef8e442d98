import type { PortProfile } from './portProfile.ts';

/** A profile that an adapter speaks for. `isOwn`: the adapter sits in the device itself; else it is a chip that many devices have. */
export interface ProfileSuggestion {
  profile: PortProfile;
  isOwn: boolean;
}

/** Profiles whose devices are known with this USB adapter, the surest first. Numbers as four hex digits, in any case. */
export function suggestProfiles(
  profiles: readonly PortProfile[],
  { vid, pid }: { vid?: string | undefined; pid?: string | undefined },
): ProfileSuggestion[] {
  if (vid === undefined) return [];
  const vendor = vid.toLowerCase();
  const product = pid?.toLowerCase();
  return profiles
    .flatMap((profile) => {
      const matches = profile.usb.filter(
        (usb) => usb.vid === vendor && (usb.pid === undefined || usb.pid === product),
      );
      if (matches.length === 0) return [];
      const isOwn = matches.some((usb) => usb.isOwn);
      const isExact = matches.some((usb) => usb.pid !== undefined);
      return [{ profile, isOwn, rank: (isOwn ? 2 : 0) + (isExact ? 1 : 0) }];
    })
    .sort((one, other) => other.rank - one.rank)
    .map(({ profile, isOwn }) => ({ profile, isOwn }));
}

/**
 * Other profiles that could answer on the same line: those that are named as look-alikes, and those of the same driver whose rate,
 * format, framing and unit numbers overlap. A device is certainly the one only if the requests of `identify` of no rival fit it, too.
 */
export function rivalsOf(profile: PortProfile, profiles: readonly PortProfile[]): PortProfile[] {
  const named = new Set(profile.lookAlikes.map((other) => other.profile));
  return profiles.filter(
    (other) =>
      other.id !== profile.id &&
      (named.has(other.id) ||
        other.lookAlikes.some(({ profile: id }) => id === profile.id) ||
        shareLine(profile, other)),
  );
}

function shareLine(one: PortProfile, other: PortProfile): boolean {
  if (one.driver !== other.driver || one.driver === 'console' || one.driver === 'ocpp-lines') return false;
  const isFramingShared =
    one.driver !== 'modbus' || other.driver !== 'modbus' || share(one.line.framings, other.line.framings);
  return (
    isFramingShared &&
    share(one.line.bauds, other.line.bauds) &&
    share(one.line.formats, other.line.formats) &&
    shareUnits(one.line.unit, other.line.unit)
  );
}

function share<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.some((value) => others.includes(value));
}

type Units = PortProfile['line']['unit'];

function shareUnits(one: Units, other: Units): boolean {
  return one === undefined || other === undefined || (one.from <= other.to && other.from <= one.to);
}
