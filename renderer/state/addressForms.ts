import { CA_PATH, type Listening, type NetworkAddress } from '../../shared/session/listening.ts';

/** What stands for the station's own id in an address. */
export const EXAMPLE_ID = 'CP-0001';

/** The zone of a link-local IPv6 address names a card of this machine: it means nothing to a charger. */
function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}

/** A host as URLs write it: IPv6 in brackets (RFC 3986 §3.2.2). */
export function urlHost(address: string): string {
  const host = withoutZone(address);
  return host.includes(':') ? `[${host}]` : host;
}

export type Scheme = 'ws' | 'wss';

export function stationUrl(address: string, port: number, stationId: string, scheme: Scheme = 'ws'): string {
  return `${scheme}://${urlHost(address)}:${port}/${stationId}`;
}

/** The scheme that always works: plain, unless the port takes TLS only. */
export function mainScheme({ tls }: Pick<Listening, 'tls'>): Scheme {
  return tls === 'required' ? 'wss' : 'ws';
}

/** Where a browser finds the certificate that the charger has to trust for wss. */
export function caUrl(address: string, port: number): string {
  return `http://${urlHost(address)}:${port}${CA_PATH}`;
}

/** One address in the forms that makers ask for. */
export interface AddressForms {
  /** Before the station's id: what to type where the charger adds its own. */
  base: string;
  /** Without the scheme, with the id left out. */
  bare: string;
  /** For chargers that speak SOAP; they send their id inside the messages. */
  soap: string;
  host: string;
  port: string;
  path: string;
}

export function addressForms(address: string, port: number, scheme: Scheme = 'ws'): AddressForms {
  return {
    base: stationUrl(address, port, '', scheme),
    bare: `${urlHost(address)}:${port}/`,
    soap: `http://${urlHost(address)}:${port}/`,
    host: withoutZone(address),
    port: String(port),
    path: '/',
  };
}

/** True where no other machine can get in: what is shown then is no use to a charger. */
export function isLoopbackOnly({ addresses }: Listening): boolean {
  return addresses.length > 0 && addresses.every(({ kind }) => kind === 'loopback');
}

const KIND_ORDER: readonly NetworkAddress['kind'][] = ['ethernet', 'usb', 'wifi', 'virtual'];
const LAST = 2 * KIND_ORDER.length;

/** What a charger is most likely wired to comes first; IPv4 before IPv6, which few chargers can; this machine last. */
export function sortAddresses(addresses: readonly NetworkAddress[]): NetworkAddress[] {
  const rank = ({ kind, family }: NetworkAddress): number =>
    (kind === 'loopback' ? LAST : KIND_ORDER.indexOf(kind)) + (family === 'IPv6' ? KIND_ORDER.length : 0);
  return [...addresses].sort((one, other) => rank(one) - rank(other));
}
