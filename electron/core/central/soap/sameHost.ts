import { lookup } from 'node:dns/promises';
import { isIP, isIPv4 } from 'node:net';

/** An address as Node writes it for sockets, without brackets, zone and the mapping of IPv4 into IPv6. */
export function plainHost(host: string): string {
  const bare = host
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
}

/** Whether two literal addresses are the same; `localhost` is the loopback address of either family. */
export function isSameHost(host: string, peerAddress: string): boolean {
  const [wanted, peer] = [plainHost(host), plainHost(peerAddress)];
  if (wanted === 'localhost') return peer === '::1' || peer.startsWith('127.');
  return isIP(wanted) !== 0 && canonical(wanted) === canonical(peer);
}

/** Names are looked up: one that leads to the peer, and nowhere else, is the peer. */
export async function leadsToPeer(host: string, peerAddress: string): Promise<boolean> {
  if (isSameHost(host, peerAddress)) return true;
  const bare = plainHost(host);
  if (isIP(bare) !== 0 || bare === 'localhost') return false;
  try {
    const found = await lookup(bare, { all: true });
    return found.length > 0 && found.every(({ address }) => isSameHost(address, peerAddress));
  } catch {
    // A name that nobody knows leads nowhere.
    return false;
  }
}

/** One spelling for each IPv6 address. */
function canonical(address: string): string {
  if (isIPv4(address)) return address;
  try {
    return new URL(`http://[${address}]/`).hostname;
  } catch {
    // No IPv6 address that can be written in another way: it stands for itself.
    return address;
  }
}
