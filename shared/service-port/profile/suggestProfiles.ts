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
