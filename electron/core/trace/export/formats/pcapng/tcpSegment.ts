/** One end of a connection. `address` has 4 bytes for IPv4, 16 for IPv6. */
export interface Endpoint {
  mac: Buffer;
  address: Buffer;
  port: number;
}

/** RFC 9293 §3.1. */
export const FLAGS = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

export interface Segment {
  from: Endpoint;
  to: Endpoint;
  seq: number;
  ack: number;
  flags: number;
  /** Options, a multiple of four bytes. */
  options?: Buffer;
  payload?: Buffer;
  /** Counts the packets of a side. */
  ipId: number;
}

const ETHERNET_BYTES = 14;
const TCP_BYTES = 20;
const TCP = 6;
const HOP_LIMIT = 64;
export const WINDOW_BYTES = 0xffff;
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const DONT_FRAGMENT = 0x4000;
const NOTHING = Buffer.alloc(0);

/** A segment in its IP packet in its Ethernet frame, with the checksums that a network card would have computed. */
export function tcpSegment(segment: Segment): Buffer {
  const { from, payload = NOTHING, options = NOTHING } = segment;
  const isIpv6 = from.address.length === 16;
  const ipBytes = isIpv6 ? 40 : 20;
  const tcpBytes = TCP_BYTES + options.length + payload.length;
  const frame = Buffer.alloc(ETHERNET_BYTES + ipBytes + tcpBytes);
  writeEthernet(frame, segment, isIpv6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4);
  const ip = frame.subarray(ETHERNET_BYTES);
  if (isIpv6) writeIpv6(ip, segment, tcpBytes);
  else writeIpv4(ip, segment, ipBytes + tcpBytes);
  writeTcp(ip.subarray(ipBytes), segment, options, payload);
  return frame;
}

function writeEthernet(frame: Buffer, { from, to }: Segment, etherType: number): void {
  to.mac.copy(frame, 0);
  from.mac.copy(frame, 6);
  frame.writeUInt16BE(etherType, 12);
}

/** RFC 791 §3.1. */
function writeIpv4(ip: Buffer, { from, to, ipId }: Segment, totalBytes: number): void {
  ip[0] = 0x45;
  ip.writeUInt16BE(totalBytes, 2);
  ip.writeUInt16BE(ipId & 0xffff, 4);
  ip.writeUInt16BE(DONT_FRAGMENT, 6);
  ip[8] = HOP_LIMIT;
  ip[9] = TCP;
  from.address.copy(ip, 12);
  to.address.copy(ip, 16);
  ip.writeUInt16BE(checksum(sumOf(ip.subarray(0, 20), 0)), 10);
}

/** RFC 8200 §3. */
function writeIpv6(ip: Buffer, { from, to }: Segment, payloadBytes: number): void {
  ip[0] = 0x60;
  ip.writeUInt16BE(payloadBytes, 4);
  ip[6] = TCP;
  ip[7] = HOP_LIMIT;
  from.address.copy(ip, 8);
  to.address.copy(ip, 24);
}

function writeTcp(tcp: Buffer, segment: Segment, options: Buffer, payload: Buffer): void {
  const { from, to, seq, ack, flags } = segment;
  tcp.writeUInt16BE(from.port, 0);
  tcp.writeUInt16BE(to.port, 2);
  tcp.writeUInt32BE(seq >>> 0, 4);
  tcp.writeUInt32BE((flags & FLAGS.ack) === 0 ? 0 : ack >>> 0, 8);
  tcp[12] = ((TCP_BYTES + options.length) / 4) << 4;
  tcp[13] = flags;
  tcp.writeUInt16BE(WINDOW_BYTES, 14);
  options.copy(tcp, TCP_BYTES);
  payload.copy(tcp, TCP_BYTES + options.length);
  // The pseudo-header (RFC 9293 §3.1, RFC 8200 §8.1): addresses, length, protocol.
  const pseudo = sumOf(from.address, sumOf(to.address, TCP + tcp.length));
  tcp.writeUInt16BE(checksum(sumOf(tcp, pseudo)), 16);
}

/** RFC 1071: the sum of 16-bit words, carries not folded yet. 2^53 is out of reach for a packet. */
function sumOf(bytes: Buffer, start: number): number {
  let sum = start;
  const even = bytes.length - (bytes.length % 2);
  for (let at = 0; at < even; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return even === bytes.length ? sum : sum + ((bytes[even] ?? 0) << 8);
}

function checksum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
