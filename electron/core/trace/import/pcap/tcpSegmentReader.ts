/** A TCP segment as captured. `payload` may be cut; `wireBytes` is what there was. */
export interface CapturedSegment {
  from: string;
  to: string;
  fromPort: number;
  toPort: number;
  seq: number;
  ack: number;
  flags: number;
  payload: Buffer;
  wireBytes: number;
}

/** RFC 9293 §3.1. */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const ACK = 0x10;

export type IpContent = { segment: CapturedSegment } | { skip: string };

const PROTOCOL_NAMES = new Map([
  [1, 'ICMP'],
  [2, 'IGMP'],
  [17, 'UDP'],
  [58, 'ICMPv6'],
]);
const TCP = 6;
const FRAGMENT: IpContent = { skip: 'IP fragments' };
const TOO_SHORT: IpContent = { skip: 'cut off' };

interface Addresses {
  from: string;
  to: string;
}

/** The segment in an IP packet. Fragments are not put together: OCPP over TCP does not make them. */
export function ipContent(ip: Buffer): IpContent {
  return (ip[0] ?? 0) >> 4 === 4 ? ipv4Content(ip) : ipv6Content(ip);
}

/** RFC 791 §3.1. */
function ipv4Content(ip: Buffer): IpContent {
  const headBytes = ((ip[0] ?? 0) & 0x0f) * 4;
  if (headBytes < 20 || ip.length < headBytes) return TOO_SHORT;
  if ((ip.readUInt16BE(6) & 0x3fff) !== 0) return FRAGMENT;
  // Zero where the network card cuts large packets itself.
  const total = ip.readUInt16BE(2) || ip.length;
  const addresses = { from: ipv4Text(ip, 12), to: ipv4Text(ip, 16) };
  return content(ip[9] ?? 0, ip.subarray(headBytes), total - headBytes, addresses);
}

/** Heads that may stand between IPv6 and TCP (RFC 8200 §4.1), and the fragment head. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60, 135, 139, 140]);
const AUTHENTICATION = 51;
const FRAGMENT_HEAD = 44;

function ipv6Content(ip: Buffer): IpContent {
  if (ip.length < 40) return TOO_SHORT;
  let length = ip.readUInt16BE(4) || ip.length - 40;
  let next = ip[6] ?? 0;
  let at = 40;
  const addresses = { from: ipv6Text(ip, 8), to: ipv6Text(ip, 24) };
  while (EXTENSIONS.has(next) || next === AUTHENTICATION || next === FRAGMENT_HEAD) {
    if (ip.length < at + 8) return TOO_SHORT;
    if (next === FRAGMENT_HEAD && (ip.readUInt16BE(at + 2) & 0xfff9) !== 0) return FRAGMENT;
    const unit = ip[at + 1] ?? 0;
    const bytes = next === FRAGMENT_HEAD ? 8 : next === AUTHENTICATION ? (unit + 2) * 4 : (unit + 1) * 8;
    next = ip[at] ?? 0;
    at += bytes;
    length -= bytes;
  }
  return content(next, ip.subarray(at), length, addresses);
}

function content(protocol: number, data: Buffer, length: number, { from, to }: Addresses): IpContent {
  if (protocol !== TCP) return { skip: PROTOCOL_NAMES.get(protocol) ?? `IP protocol ${protocol}` };
  if (data.length < 20) return TOO_SHORT;
  const headBytes = ((data[12] ?? 0) >> 4) * 4;
  if (headBytes < 20 || length < headBytes) return { skip: 'damaged TCP' };
  return {
    segment: {
      from,
      to,
      fromPort: data.readUInt16BE(0),
      toPort: data.readUInt16BE(2),
      seq: data.readUInt32BE(4),
      ack: data.readUInt32BE(8),
      flags: data[13] ?? 0,
      // What is behind the packet's own length fills a short Ethernet frame up.
      payload: data.subarray(headBytes, length),
      wireBytes: length - headBytes,
    },
  };
}

function ipv4Text(bytes: Buffer, at: number): string {
  return bytes.subarray(at, at + 4).join('.');
}

/** The longest run of zeros is left out (RFC 5952 §4.2). */
function ipv6Text(bytes: Buffer, at: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(at + index * 2));
  let best = { from: 0, count: 1 };
  let run = { from: 0, count: 0 };
  groups.forEach((group, index) => {
    run = group === 0 ? { ...run, count: run.count + 1 } : { from: index + 1, count: 0 };
    if (run.count > best.count) best = run;
  });
  const hex = groups.map((group) => group.toString(16));
  if (best.count < 2) return hex.join(':');
  return `${hex.slice(0, best.from).join(':')}::${hex.slice(best.from + best.count).join(':')}`;
}
