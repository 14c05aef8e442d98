import { ByteQueue } from './byteQueue.ts';
import { MAX_PACKET_BYTES, type CaptureFileReader, type CaptureSink } from './capturedPacket.ts';
import { readOptions } from './pcapngOptions.ts';

/** Block types (draft-ietf-opsawg-pcapng §4). The first reads alike in both byte orders. */
export const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const KNOWN_TYPES: ReadonlySet<number> = new Set([SECTION, 1, 2, 3, 4, 5, 6, 9, 10, 0xbad, 0x40000bad]);

export const BYTE_ORDER = 0x1a2b3c4d;
const COMMENT = 1;
const TIME_RESOLUTION = 9;
const TIME_OFFSET = 14;
const MIN_BLOCK_BYTES = 12;
const MAX_BLOCK_BYTES = MAX_PACKET_BYTES + 1024 * 1024;
const MAX_INTERFACES = 1024;

interface Card {
  linkType: number;
  snapBytes: number;
  /** Epoch µs of a time stamp. */
  micros: (stamp: bigint) => number;
}

/** pcapng: blocks of several interfaces with clocks of their own, and sections that may differ in byte order. */
export class Pcapng implements CaptureFileReader {
  readonly #sink: CaptureSink;
  readonly #queue = new ByteQueue();
  #isBig = false;
  #cards: Card[] = [];
  #number = 0;
  #lost = 0;

  constructor(sink: CaptureSink) {
    this.#sink = sink;
  }

  bytes(piece: Uint8Array): void {
    this.#queue.push(piece);
    while (this.#block());
  }

  end(): void {
    while (this.#queue.length >= MIN_BLOCK_BYTES && this.#lost > 0 && this.#search(true))
      while (this.#block());
    const left = this.#queue.length + this.#lost;
    if (left > 0) this.#tellLoss(left, 'The file ends inside of a block');
  }

  /** Whether there may be more in what came. */
  #block(): boolean {
    if (this.#queue.length < MIN_BLOCK_BYTES) return false;
    const head = this.#queue.peek(MIN_BLOCK_BYTES);
    const isSection = head.readUInt32BE(0) === SECTION;
    if (isSection) this.#isBig = head.readUInt32BE(8) === BYTE_ORDER;
    const length = this.#u32(head, 4);
    const isPlausible =
      length >= MIN_BLOCK_BYTES &&
      length % 4 === 0 &&
      length <= MAX_BLOCK_BYTES &&
      (!isSection || this.#u32(head, 8) === BYTE_ORDER);
    if (!isPlausible) return this.#search();
    if (this.#queue.length < length) return false;
    const block = this.#queue.peek(length);
    if (this.#u32(block, length - 4) !== length) return this.#search();
    if (this.#lost > 0) this.#tellLoss(this.#lost, 'The file is damaged');
    this.#lost = 0;
    this.#queue.skip(length);
    this.#take(this.#u32(block, 0), Buffer.from(block.subarray(8, length - 4)));
    return true;
  }

  /** Goes on at the next place that looks like the head of a block; `isAtEnd`: nothing more comes that could prove it. */
  #search(isAtEnd = false): boolean {
    const window = this.#queue.peek(this.#queue.length);
    let at = 4;
    while (at + MIN_BLOCK_BYTES <= window.length && !this.#isHead(window, at, isAtEnd)) at += 4;
    this.#lost += this.#queue.skip(at);
    return at + MIN_BLOCK_BYTES <= window.length;
  }

  /** A block that is all there ends with its length once more; of one that is not, its fields have to make sense. */
  #isHead(window: Buffer, at: number, isAtEnd: boolean): boolean {
    const type = this.#u32(window, at);
    const length = this.#u32(window, at + 4);
    if (!KNOWN_TYPES.has(type) || length < MIN_BLOCK_BYTES || length % 4 !== 0 || length > MAX_BLOCK_BYTES)
      return false;
    if (at + length <= window.length) return this.#u32(window, at + length - 4) === length;
    if (isAtEnd || type !== ENHANCED_PACKET || at + 28 > window.length) return false;
    const captured = this.#u32(window, at + 20);
    return this.#u32(window, at + 8) < this.#cards.length && captured <= length - 32 && captured > 0;
  }

  #take(type: number, body: Buffer): void {
    switch (type) {
      case SECTION:
        this.#cards = [];
        return this.#section(body);
      case INTERFACE:
        return this.#interface(body);
      case ENHANCED_PACKET:
        return this.#enhanced(body);
      case OLD_PACKET:
        return this.#old(body);
      case SIMPLE_PACKET:
        return this.#simple(body);
      default:
    }
  }

  #section(body: Buffer): void {
    if (body.length < 16) return;
    for (const comment of this.#comments(body.subarray(16))) this.#sink.note(comment, this.#number);
  }

  #interface(body: Buffer): void {
    if (body.length < 8 || this.#cards.length >= MAX_INTERFACES) return;
    const options = readOptions(body.subarray(8), this.#isBig);
    const resolution = options.find(({ code }) => code === TIME_RESOLUTION)?.value[0] ?? 6;
    const offset = options.find(({ code, value }) => code === TIME_OFFSET && value.length >= 8)?.value;
    const seconds =
      offset === undefined ? 0n : this.#isBig ? offset.readBigInt64BE() : offset.readBigInt64LE();
    this.#cards.push({
      linkType: this.#isBig ? body.readUInt16BE(0) : body.readUInt16LE(0),
      snapBytes: this.#u32(body, 4),
      micros: microsOf(resolution, seconds),
    });
  }

  #enhanced(body: Buffer): void {
    if (body.length < 20) return this.#noPacket();
    this.#packet({
      card: this.#u32(body, 0),
      stamp: [this.#u32(body, 4), this.#u32(body, 8)],
      captured: this.#u32(body, 12),
      rest: body.subarray(20),
    });
  }

  #old(body: Buffer): void {
    if (body.length < 20) return this.#noPacket();
    this.#packet({
      card: this.#isBig ? body.readUInt16BE(0) : body.readUInt16LE(0),
      stamp: [this.#u32(body, 4), this.#u32(body, 8)],
      captured: this.#u32(body, 12),
      rest: body.subarray(20),
    });
  }

  /** Without a time, always of the first interface, and cut at its limit. */
  #simple(body: Buffer): void {
    if (body.length < 4) return this.#noPacket();
    const snapBytes = this.#cards[0]?.snapBytes ?? 0;
    const original = this.#u32(body, 0);
    const captured = Math.min(original, body.length - 4, snapBytes === 0 ? Infinity : snapBytes);
    this.#packet({ card: 0, stamp: undefined, captured, rest: body.subarray(4) });
  }

  #packet(from: { card: number; stamp: [number, number] | undefined; captured: number; rest: Buffer }): void {
    const { stamp, captured, rest } = from;
    const card = this.#cards[from.card];
    if (card === undefined || captured > rest.length) return this.#noPacket();
    this.#number += 1;
    const micros =
      stamp === undefined ? undefined : card.micros((BigInt(stamp[0]) << 32n) | BigInt(stamp[1]));
    this.#sink.packet({
      number: this.#number,
      at: micros === undefined ? undefined : micros / 1000,
      linkType: card.linkType,
      data: rest.subarray(0, captured),
      comments: stamp === undefined ? [] : this.#comments(rest.subarray((captured + 3) & ~3)),
    });
  }

  #noPacket(): void {
    this.#number += 1;
    this.#sink.note(`Packet ${this.#number} is damaged and cannot be read.`, this.#number);
  }

  #comments(options: Buffer): string[] {
    return readOptions(options, this.#isBig).flatMap(({ code, value }) =>
      code === COMMENT && value.length > 0 ? [value.toString('utf8')] : [],
    );
  }

  #u32(bytes: Buffer, at: number): number {
    return this.#isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
  }

  #tellLoss(bytes: number, what: string): void {
    this.#sink.note(`${what}: ${bytes} bytes behind packet ${this.#number} cannot be read.`, this.#number);
  }
}

/** `if_tsresol`: a power of ten, or of two where the upper bit is set; the offset is in seconds. */
function microsOf(resolution: number, offsetSeconds: bigint): (stamp: bigint) => number {
  const exponent = BigInt(resolution & 0x7f);
  const perSecond = (resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
  const offset = Number(offsetSeconds) * 1e6;
  return (stamp) => {
    const seconds = stamp / perSecond;
    const micros = Number(((stamp % perSecond) * 1_000_000n + perSecond / 2n) / perSecond);
    return Number(seconds) * 1e6 + micros + offset;
  };
}
