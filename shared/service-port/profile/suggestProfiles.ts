import type { PortInfo } from '../portInfo.ts';
import type { PortProfileInfo } from '../portProfileInfo.ts';

/** Profiles whose devices are known with the USB adapter of a port, the surest first: an adapter that sits in the device, then one named exactly. */
export function suggestProfiles<P extends Pick<PortProfileInfo, 'usb'>>(
  profiles: readonly P[],
  { vid, pid }: Pick<PortInfo, 'vid' | 'pid'>,
): P[] {
  if (vid === undefined) return [];
  const vendor = vid.toLowerCase();
  const product = pid?.toLowerCase();
  const rankOf = ({ usb = [] }: P): number => {
    const matches = usb.filter((one) => one.vid === vendor && (one.pid === undefined || one.pid === product));
    if (matches.length === 0) return 0;
    return (
      1 + (matches.some((one) => one.isOwn) ? 2 : 0) + (matches.some((one) => one.pid !== undefined) ? 1 : 0)
    );
  };
  return profiles
    .map((profile) => ({ profile, rank: rankOf(profile) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ profile }) => profile);
}
