import { isIPv6 } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { NetworkAddress } from '../../../shared/session/listening.ts';

type Cards = Partial<Record<string, NetworkInterfaceInfo[]>>;
type CardKind = NetworkAddress['kind'];

/** Names of network cards on Linux, macOS and Windows; the first that matches decides. */
const KINDS: ReadonlyArray<readonly [CardKind, RegExp]> = [
  ['loopback', /^lo\d*$|loopback/i],
  [
    'virtual',
    /docker|veth|^br-|virbr|vmnet|vbox|virtualbox|vmware|hyper-v|vethernet|wsl|utun|^tun|^tap|tailscale|zerotier|^zt|^wg|wireguard|vpn|^bridge|^awdl|^llw|^anpi/i,
  ],
  ['usb', /usb|rndis|^enx/i],
  ['wifi', /^wl|wi-?fi|wlan|wireless|drahtlos/i],
  ['ethernet', /^en|^eth|ethernet|lan/i],
];

const ORDER: readonly CardKind[] = ['ethernet', 'wifi', 'usb', 'virtual', 'loopback'];

/** The addresses under which a listener that is bound to `host` can be reached, the likeliest first. */
export function listeningAddresses(host: string, cards: Cards = networkInterfaces()): NetworkAddress[] {
  const isAll = host === '0.0.0.0' || host === '::' || host === '';
  const found: NetworkAddress[] = [];
  for (const [card, infos] of Object.entries(cards)) {
    for (const info of infos ?? []) {
      // A link-local IPv6 address needs a zone index that differs on the charger's side.
      if (info.family === 'IPv6' && /^fe[89ab]/i.test(info.address)) continue;
      if (isAll ? host === '0.0.0.0' && info.family !== 'IPv4' : info.address !== host) continue;
      const kind = info.internal ? 'loopback' : kindOf(card);
      found.push({ card, kind, address: info.address, family: info.family });
    }
  }
  if (found.length === 0 && !isAll) found.push(unlistedAddress(host));
  return found.sort((a, b) => rank(a) - rank(b));
}

/** A bound host that no card lists: a name such as `localhost`, or 127.0.0.2. */
function unlistedAddress(host: string): NetworkAddress {
  const isLoopback = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return {
    card: host,
    kind: isLoopback ? 'loopback' : 'ethernet',
    address: host,
    family: isIPv6(host) ? 'IPv6' : 'IPv4',
  };
}

function kindOf(card: string): CardKind {
  return KINDS.find(([, name]) => name.test(card))?.[0] ?? 'ethernet';
}

function rank(address: NetworkAddress): number {
  return ORDER.indexOf(address.kind) * 2 + (address.family === 'IPv4' ? 0 : 1);
}
