/** What is behind the link's head of a packet: IP, or the reason why it is passed over. */
export type LinkContent = { ip: Buffer } | { skip: string };

const ETHERTYPE_NAMES = new Map([
  [0x0806, 'ARP'],
  [0x88cc, 'LLDP'],
  [0x888e, '802.1X'],
  [0x88e1, 'HomePlug'],
]);
const VLAN: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100, 0x9200]);
const MPLS: ReadonlySet<number> = new Set([0x8847, 0x8848]);
const PPPOE = 0x8864;

/** https://www.tcpdump.org/linktypes.html */
export function linkContent(linkType: number, data: Buffer): LinkContent {
  switch (linkType) {
    case 1:
      return data.length < 14 ? TOO_SHORT : byEtherType(data, data.readUInt16BE(12), 14);
    case 113:
      return data.length < 16 ? TOO_SHORT : byEtherType(data, data.readUInt16BE(14), 16);
    case 276:
      return data.length < 20 ? TOO_SHORT : byEtherType(data, data.readUInt16BE(0), 20);
    // BSD's loopback: a number of the address family in front, which each system numbers in its own way.
    case 0:
    case 108:
      return byVersion(data.subarray(4));
    case 9:
      return data.length < 4 ? TOO_SHORT : byVersion(data.subarray(data[0] === 0xff ? 4 : 2));
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return byVersion(data);
    default:
      return { skip: `link type ${linkType}` };
  }
}

const TOO_SHORT: LinkContent = { skip: 'cut off' };

function byEtherType(data: Buffer, first: number, from: number): LinkContent {
  let type = first;
  let at = from;
  while (VLAN.has(type)) {
    if (data.length < at + 4) return TOO_SHORT;
    type = data.readUInt16BE(at + 2);
    at += 4;
  }
  if (MPLS.has(type)) {
    // Labels of four bytes; the last one has its lowest bit of the third byte set.
    while (at + 4 <= data.length && ((data[at + 2] ?? 1) & 1) === 0) at += 4;
    return byVersion(data.subarray(at + 4));
  }
  if (type === PPPOE) return byVersion(data.subarray(at + 8));
  if (type === 0x0800 || type === 0x86dd) return byVersion(data.subarray(at));
  return { skip: ETHERTYPE_NAMES.get(type) ?? `EtherType 0x${type.toString(16).padStart(4, '0')}` };
}

function byVersion(ip: Buffer): LinkContent {
  const version = (ip[0] ?? 0) >> 4;
  if (ip.length === 0) return TOO_SHORT;
  return version === 4 || version === 6 ? { ip } : { skip: 'no IP' };
}
