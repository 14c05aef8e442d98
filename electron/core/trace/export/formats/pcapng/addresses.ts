import { isIPv4, isIPv6 } from 'node:net';
import type { Endpoint } from './tcpSegment.ts';

/** Where HTTP is looked for without being told. */
export const HTTP_PORT = 80;
const FIRST_CLIENT_PORT = 49_152;
const CLIENT_PORTS = 65_536 - FIRST_CLIENT_PORT;

/** Addresses that nobody has (RFC 5737, RFC 3849). The central system's, and those of stations whose own are unknown. */
const CENTRAL = { ipv4: '192.0.2.1', ipv6: '2001:db8::1' } as const;
const STATION_NETS = ['198.51.100', '203.0.113'] as const;
const HOSTS_OF_NET = 254;

/** Locally administered (IEEE 802). */
const CENTRAL_MAC = Buffer.of(2, 0, 0, 0, 0, 1);

/** Who has which address in a capture. A station keeps its own while it comes from the same place. */
export class Addresses {
  readonly #made = new Map<string, Buffer>();
  readonly #ports = new Map<string, number>();
  readonly #macs = new Map<string, Buffer>();

  /** The address of a station: where it really came from if that is known and says anything. */
  station(stationId: string, remoteAddress?: string): Buffer {
    const real = remoteAddress === undefined ? undefined : realAddress(remoteAddress);
    if (real !== undefined) {
      this.#made.set(stationId, real);
      return real;
    }
    const known = this.#made.get(stationId);
    if (known !== undefined) return known;
    const made = documentationAddress(this.#made.size);
    this.#made.set(stationId, made);
    return made;
  }

  /** The station's end: `port` is HTTP's where it is called, a new one where it calls. */
  stationEnd(address: Buffer, isServer: boolean): Endpoint {
    return { mac: this.#macOf(address), address, port: this.#port(address, isServer) };
  }

  /** The central system's end, of the same kind of address. */
  centralEnd(station: Buffer, isServer: boolean): Endpoint {
    const address = bytesOf(station.length === 16 ? CENTRAL.ipv6 : CENTRAL.ipv4);
    return { mac: CENTRAL_MAC, address, port: this.#port(address, isServer) };
  }

  #port(address: Buffer, isServer: boolean): number {
    if (isServer) return HTTP_PORT;
    const key = address.toString('hex');
    const used = this.#ports.get(key) ?? 0;
    this.#ports.set(key, used + 1);
    return FIRST_CLIENT_PORT + (used % CLIENT_PORTS);
  }

  #macOf(address: Buffer): Buffer {
    const key = address.toString('hex');
    const known = this.#macs.get(key);
    if (known !== undefined) return known;
    const mac = Buffer.from(CENTRAL_MAC);
    mac.writeUInt32BE(this.#macs.size + 2, 2);
    this.#macs.set(key, mac);
    return mac;
  }
}

function documentationAddress(index: number): Buffer {
  const net = STATION_NETS[Math.floor(index / HOSTS_OF_NET)];
  if (net !== undefined) return bytesOf(`${net}.${1 + (index % HOSTS_OF_NET)}`);
  const bytes = bytesOf('2001:db8:1::');
  bytes.writeUInt32BE(index, 12);
  return bytes;
}

/** A loopback address would say that the station is the machine of whoever looks at the capture. */
function realAddress(text: string): Buffer | undefined {
  const plain = text.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain.startsWith('127.') || plain === CENTRAL.ipv4 ? undefined : bytesOf(plain);
  if (!isIPv6(plain)) return undefined;
  const bytes = bytesOf(plain);
  return bytes.equals(bytesOf('::1')) || bytes.equals(bytesOf(CENTRAL.ipv6)) ? undefined : bytes;
}

function bytesOf(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const [left = '', right] = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, hexOfIpv4).split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const head = groups(left);
  const tail = groups(right ?? '');
  const bytes = Buffer.alloc(16);
  head.forEach((group, index) => bytes.writeUInt16BE(group, index * 2));
  tail.forEach((group, index) => bytes.writeUInt16BE(group, (8 - tail.length + index) * 2));
  return bytes;
}

function hexOfIpv4(_all: string, a: string, b: string, c: string, d: string): string {
  const group = (high: string, low: string): string => ((Number(high) << 8) | Number(low)).toString(16);
  return `${group(a, b)}:${group(c, d)}`;
}
