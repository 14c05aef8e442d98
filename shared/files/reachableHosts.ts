import type { NetworkAddress } from '../session/listening.ts';

/** How a station reaches this computer. */
export interface StationWay {
  /** The address of ours that its connection came to; absent where it is not known. */
  ownAddress: string | undefined;
  remoteAddress: string;
}

const LOOPBACK = /^(?:127\.|::1$)/;
/** Means something only together with the name of a network card, which no address for a file can carry. */
const LINK_LOCAL_6 = /^fe[89ab][0-9a-f]:/i;
const NO_HOST = /^(?:0\.0\.0\.0|::|)$/;

/**
 * Addresses of this computer that a station can be told, the best first: the one that it came to, then others of the
 * same network card, then the rest. Never loopback, which is the station itself, unless it runs on this computer.
 */
export function reachableHosts(
  { ownAddress, remoteAddress }: StationWay,
  addresses: readonly NetworkAddress[],
): string[] {
  const isHere = LOOPBACK.test(remoteAddress);
  const isUsable = (address: string): boolean =>
    !NO_HOST.test(address) && !LINK_LOCAL_6.test(address) && (isHere || !LOOPBACK.test(address));
  const own = ownAddress?.replace(/%.*$/, '') ?? '';
  const card = addresses.find(({ address }) => address === own)?.card;
  const sameFamily = own.includes(':') && !LINK_LOCAL_6.test(own) ? 'IPv6' : 'IPv4';
  const rank = (one: NetworkAddress): number =>
    (one.card === card ? 0 : 2) + (one.family === sameFamily ? 0 : 1) + (one.kind === 'virtual' ? 4 : 0);
  const others = addresses.toSorted((one, other) => rank(one) - rank(other)).map(({ address }) => address);
  return [...new Set([own, ...others])].filter(isUsable);
}
