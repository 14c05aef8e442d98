import { describe, expect, it } from 'vitest';
import { CAPTURE_FORMATS } from '../../../../../electron/core/trace/import/pcap/captureFormats.ts';
import {
  call,
  frameOf,
  Line,
  notesOf,
  pcap,
  pcapngBlock,
  rawsOf,
  read,
  START,
  writer,
  type Packet,
} from './captures.ts';

const line = (): Line => new Line().open().upgrade().text('client', call(1)).text('server', '[3,"1",{}]');
const RAWS = [call(1), '[3,"1",{}]'];

const IPV4_AT = 14;

/** The same packets behind another head of the link. */
function relinked(head: (ip: Buffer) => Buffer): Packet[] {
  return line().packets.map(({ frame, at }) => {
    const ip = frame.subarray(IPV4_AT);
    return { frame: Buffer.concat([head(ip), ip]), at };
  });
}

describe('pcap', () => {
  it.each([[{}], [{ isBig: true }], [{ isNano: true }], [{ isBig: true, isNano: true }]])('%j', (options) => {
    const items = read(pcap(line().packets, options));
    expect(rawsOf(items)).toEqual(RAWS);
    expect(items[1]).toMatchObject({ time: { at: START + 5 } });
  });

  it.each([1, 2, 3, 17, 100])('in pieces of %i bytes', (size) => {
    expect(rawsOf(read(pcap(line().packets), size))).toEqual(RAWS);
  });

  it.each([
    ['a VLAN', 1, () => Buffer.from('0000000000000000000000008100000a0800', 'hex')],
    ['two VLANs', 1, () => Buffer.from('00000000000000000000000088a8000a8100000b0800', 'hex')],
    ['PPPoE', 1, () => Buffer.from('00000000000000000000000088641100000100000021', 'hex')],
    ['Linux cooked v1', 113, () => Buffer.from('00000001000600000000000000000800', 'hex')],
    ['Linux cooked v2', 276, () => Buffer.from('0800000000000001000100060000000000000000', 'hex')],
    ['raw IP', 101, () => Buffer.alloc(0)],
    ['BSD loopback', 0, () => Buffer.of(2, 0, 0, 0)],
    ['OpenBSD loopback', 108, () => Buffer.of(0, 0, 0, 2)],
  ] as const)('over %s', (_name, linkType, head) => {
    expect(rawsOf(read(pcap(relinked(head), { linkType })))).toEqual(RAWS);
  });

  it('over IPv6, with heads between IPv6 and TCP', () => {
    const address = [0xfd, 0, ...Array.from({ length: 13 }, () => 0), 7];
    const six = new Line({ address }).open().upgrade().text('client', call(1));
    const items = read(pcap(six.packets));
    expect(rawsOf(items)).toEqual([call(1)]);
    expect(items[0]).toMatchObject({ raw: expect.stringContaining('"remoteAddress":"fd00::7"') as string });
    const extended = six.packets.map(({ frame, at }) => {
      const hop = Buffer.of(60, 0, 1, 4, 0, 0, 0, 0);
      const options = Buffer.of(6, 1, 1, 12, ...Array.from({ length: 12 }, () => 0));
      const ip = Buffer.from(frame.subarray(14, 54));
      ip[6] = 0;
      ip.writeUInt16BE(ip.readUInt16BE(4) + hop.length + options.length, 4);
      return { frame: Buffer.concat([frame.subarray(0, 14), ip, hop, options, frame.subarray(54)]), at };
    });
    expect(rawsOf(read(pcap(extended)))).toEqual([call(1)]);
  });

  it('tells what was passed over', () => {
    const [first] = line().packets;
    if (first === undefined) throw new Error('there is a packet');
    const changed = (change: (frame: Buffer) => void): Packet => {
      const frame = Buffer.from(first.frame);
      change(frame);
      return { frame, at: START };
    };
    const packets = [
      changed((frame) => frame.writeUInt16BE(0x0806, 12)),
      changed((frame) => frame.writeUInt16BE(0x1234, 12)),
      changed((frame) => (frame[14 + 9] = 17)),
      changed((frame) => (frame[14 + 9] = 17)),
      changed((frame) => frame.writeUInt16BE(0x2000, 14 + 6)),
      { frame: first.frame.subarray(0, 20), at: START },
    ];
    const [note] = notesOf(read(pcap([...packets, ...line().packets])));
    expect(note).toMatch(/^Passed over, since it is no OCPP: packets \(UDP\): 2, /);
    for (const what of ['ARP', 'EtherType 0x1234', 'IP fragments', 'cut off'])
      expect(note).toContain(`packets (${what}): 1`);
    expect(notesOf(read(pcap(line().packets, { linkType: 105 })))).toEqual([
      'Passed over, since it is no OCPP: packets (link type 105): 7.',
    ]);
  });

  it('goes on behind damage', () => {
    const { packets } = line();
    const good = pcap(packets);
    const rest = pcap(
      new Line({ port: 4, at: START + 100 }).open().upgrade('/B').text('client', call(2)).packets,
    ).subarray(24);
    const items = read(Buffer.concat([good, Buffer.alloc(333, 0xee), rest]));
    expect(rawsOf(items)).toEqual([...RAWS, call(2)]);
    expect(notesOf(items)).toEqual(['The file is damaged: 333 bytes behind packet 7 cannot be read.']);
  });

  it('of no packet, and cut inside of its head', () => {
    expect(read(pcap([]))).toEqual([]);
    expect(notesOf(read(pcap(line().packets).subarray(0, 20)))).toEqual([
      'The file ends inside of a packet: 20 bytes behind packet 0 cannot be read.',
    ]);
  });
});

describe('pcapng', () => {
  const option = (code: number, value: Buffer, isBig = false): Buffer => {
    const head = Buffer.alloc(4);
    if (isBig) head.writeUInt32BE((code << 16) | value.length);
    else head.writeUInt32LE((value.length << 16) | code);
    return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
  };

  const section = (isBig = false, options: Buffer = Buffer.alloc(0)): Buffer => {
    const version = isBig ? Buffer.of(0, 1, 0, 0) : Buffer.of(1, 0, 0, 0);
    return pcapngBlock(
      0x0a0d0d0a,
      Buffer.concat([writer(isBig)(0x1a2b3c4d), version, Buffer.alloc(8, 0xff), options]),
      isBig,
    );
  };

  const card = (linkType: number, isBig = false, options: Buffer = Buffer.alloc(0)): Buffer => {
    const type = isBig ? Buffer.of(0, linkType, 0, 0) : Buffer.of(linkType, 0, 0, 0);
    return pcapngBlock(1, Buffer.concat([type, writer(isBig)(0), options]), isBig);
  };

  interface Stamped {
    isBig?: boolean;
    card?: number;
    /** Ticks of the clock in a millisecond. */
    perMs?: bigint;
    offsetMs?: number;
    options?: Buffer;
  }

  const enhanced = ({ frame, at }: Packet, stamped: Stamped = {}): Buffer => {
    const { isBig = false, perMs = 1000n, offsetMs = 0, options = Buffer.alloc(0) } = stamped;
    const u32 = writer(isBig);
    const stamp = BigInt(at - offsetMs) * perMs;
    const padding = Buffer.alloc((4 - (frame.length % 4)) % 4);
    const fields = [
      stamped.card ?? 0,
      Number(stamp >> 32n),
      Number(stamp & 0xffffffffn),
      frame.length,
      frame.length,
    ];
    return pcapngBlock(6, Buffer.concat([...fields.map(u32), frame, padding, options]), isBig);
  };

  it('in both byte orders, and both in one file', () => {
    const packets = line().packets;
    const more = new Line({ port: 5 }).open().upgrade('/B').text('client', call(2)).packets;
    const little = Buffer.concat([section(), card(1), ...packets.map((packet) => enhanced(packet))]);
    const big = Buffer.concat([
      section(true),
      card(1, true),
      ...more.map((packet) => enhanced(packet, { isBig: true })),
    ]);
    expect(rawsOf(read(little))).toEqual(RAWS);
    expect(rawsOf(read(big))).toEqual([call(2)]);
    expect(rawsOf(read(Buffer.concat([big, little]), 13))).toEqual([call(2), ...RAWS]);
  });

  it.each([
    ['milliseconds', 3, 1n],
    ['nanoseconds', 9, 1_000_000n],
    ['1/1024 s', 0x80 | 10, undefined],
  ] as const)('with times in %s', (_name, resolution, perMs) => {
    const options = option(9, Buffer.of(resolution));
    const at = START - (START % 125);
    const packets = line().packets.map(({ frame }) => ({ frame, at }));
    const blocks = packets.map((packet) =>
      perMs === undefined
        ? enhanced({ ...packet, at: (packet.at / 125) * 128 }, { perMs: 1n })
        : enhanced(packet, { perMs }),
    );
    const items = read(Buffer.concat([section(), card(1, false, options), ...blocks]));
    expect(items[1]).toMatchObject({ raw: call(1), time: { at } });
  });

  it('with an offset of the clock, and several interfaces with links of their own', () => {
    const offset = Buffer.alloc(8);
    offset.writeBigInt64LE(1_000_000_000n);
    const cards = [card(113), card(1, false, Buffer.concat([option(9, Buffer.of(6)), option(14, offset)]))];
    const blocks = line().packets.map((packet) => enhanced(packet, { card: 1, offsetMs: 1e12 }));
    const items = read(Buffer.concat([section(), ...cards, ...blocks]));
    expect(items[1]).toMatchObject({ raw: call(1), time: { at: START + 5 } });
  });

  it('with simple and old packet blocks', () => {
    const simple = line().packets.map(({ frame }) =>
      pcapngBlock(3, Buffer.concat([writer(false)(frame.length), frame])),
    );
    const items = read(Buffer.concat([section(), card(1), ...simple]));
    expect(rawsOf(items)).toEqual(RAWS);
    expect(items[1]).not.toHaveProperty('time');
    const old = line().packets.map(({ frame }) =>
      pcapngBlock(
        2,
        Buffer.concat([Buffer.alloc(12), writer(false)(frame.length), writer(false)(frame.length), frame]),
      ),
    );
    expect(rawsOf(read(Buffer.concat([section(), card(1), ...old])))).toEqual(RAWS);
  });

  it('comments become notes, also that of the file', () => {
    const comment = (text: string): Buffer => option(1, Buffer.from(text));
    const blocks = line().packets.map((packet, index) =>
      enhanced(
        packet,
        index === 5 ? { options: Buffer.concat([comment('look here'), comment('and here')]) } : {},
      ),
    );
    const items = read(Buffer.concat([section(false, comment('From site 7')), card(1), ...blocks]));
    expect(notesOf(items)).toEqual(['From site 7', 'look here', 'and here']);
    expect(items.findIndex((item) => item.type === 'note' && item.text === 'look here')).toBe(3);
  });

  it('goes on behind a damaged block, and passes over blocks that it does not know', () => {
    const blocks = line().packets.map((packet) => enhanced(packet));
    const damaged = Buffer.from(blocks[5] ?? '');
    damaged.writeUInt32LE(7, 4);
    const unknown = pcapngBlock(0x777, Buffer.alloc(8));
    const more = new Line({ port: 5 })
      .open()
      .upgrade('/B')
      .text('client', call(2))
      .packets.map((packet) => enhanced(packet));
    const file = Buffer.concat([section(), card(1), unknown, ...blocks.slice(0, 5), damaged, ...more]);
    const items = read(file);
    expect(rawsOf(items)).toEqual([call(2)]);
    expect(notesOf(items)[0]).toBe(
      `The file is damaged: ${damaged.length} bytes behind packet 5 cannot be read.`,
    );
  });

  it('a packet of an interface that was never described is told', () => {
    const [first] = line().packets;
    if (first === undefined) throw new Error('there is a packet');
    expect(notesOf(read(Buffer.concat([section(), enhanced(first)])))).toEqual([
      'Packet 1 is damaged and cannot be read.',
    ]);
  });
});

it('is known by its first bytes', () => {
  const idOf = (bytes: Buffer): string | undefined =>
    CAPTURE_FORMATS.find((format) => format.matches(bytes))?.id;
  expect(idOf(pcap([]))).toBe('pcap');
  expect(idOf(pcap([], { isBig: true, isNano: true }))).toBe('pcap');
  expect(idOf(Buffer.from('0a0d0d0a1c0000004d3c2b1a', 'hex'))).toBe('pcapng');
  expect(idOf(Buffer.from('\n\r\r\n no capture'))).toBeUndefined();
  expect(idOf(Buffer.from('[2,'))).toBeUndefined();
  expect(idOf(Buffer.alloc(0))).toBeUndefined();
  expect(frameOf('client', 'x')).toHaveLength(7);
});
