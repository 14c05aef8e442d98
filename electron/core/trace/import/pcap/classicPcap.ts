import { ByteQueue } from './byteQueue.ts';
import { MAX_PACKET_BYTES, type CaptureFileReader, type CaptureSink } from './capturedPacket.ts';

const FILE_HEAD_BYTES = 24;
const RECORD_HEAD_BYTES = 16;
const NANOSECONDS = 0xa1b23c4d;
/** Written by an old Linux with eight more bytes in front of each packet. */
const PATCHED = 0xa1b2cd34;
const PATCHED_HEAD_BYTES = 24;

export const PCAP_MAGICS: ReadonlySet<number> = new Set([0xa1b2c3d4, NANOSECONDS, PATCHED]);

/** Times of records that follow one another; more than this apart, one of them is damage. */
const PLAUSIBLE_S = 30 * 86_400;

interface RecordHead {
  seconds: number;
  fraction: number;
  captured: number;
  original: number;
}

/** pcap, as libpcap writes it (draft-ietf-opsawg-pcap): a head, then packets, in the byte order of the machine. */
export class ClassicPcap implements CaptureFileReader {
  readonly #sink: CaptureSink;
  readonly #queue = new ByteQueue();
  #read: ((bytes: Buffer, at: number) => number) | undefined;
  #isNano = false;
  #headBytes = RECORD_HEAD_BYTES;
  #linkType = 0;
  #number = 0;
  #lastSeconds: number | undefined;
  /** Bytes passed over in search of the next packet. */
  #lost = 0;

  constructor(sink: CaptureSink) {
    this.#sink = sink;
  }

  bytes(piece: Uint8Array): void {
    this.#queue.push(piece);
    if (this.#read === undefined && !this.#head()) return;
    while (this.#record());
  }

  end(): void {
    const left = this.#queue.length + this.#lost;
    if (left > 0) this.#tellLoss(left, 'The file ends inside of a packet');
  }

  #head(): boolean {
    if (this.#queue.length < FILE_HEAD_BYTES) return false;
    const head = this.#queue.take(FILE_HEAD_BYTES);
    const isBig = PCAP_MAGICS.has(head.readUInt32BE(0));
    const read = (bytes: Buffer, at: number): number =>
      isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    this.#read = read;
    const magic = read(head, 0);
    this.#isNano = magic === NANOSECONDS;
    if (magic === PATCHED) this.#headBytes = PATCHED_HEAD_BYTES;
    // The upper bits say whether a checksum of the link follows.
    this.#linkType = read(head, 20) & 0xffff;
    return true;
  }

  /** Whether there may be more in what came. */
  #record(): boolean {
    const { length } = this.#queue;
    if (length < this.#headBytes) return false;
    const head = this.#headOf(this.#queue.peek(this.#headBytes), 0);
    if (!this.#isPlausible(head)) return this.#search();
    if (length < this.#headBytes + head.captured) return false;
    if (this.#lost > 0) {
      this.#tellLoss(this.#lost, 'The file is damaged');
      this.#lost = 0;
    }
    this.#queue.skip(this.#headBytes);
    const data = Buffer.from(this.#queue.take(head.captured));
    this.#number += 1;
    this.#lastSeconds = head.seconds;
    const micros = this.#isNano ? Math.round(head.fraction / 1000) : head.fraction;
    const at = head.seconds * 1000 + micros / 1000;
    this.#sink.packet({ number: this.#number, at, linkType: this.#linkType, data, comments: [] });
    return true;
  }

  /** A byte further; a place counts only if a second packet follows it, or the file ends there. */
  #search(): boolean {
    const window = this.#queue.peek(this.#queue.length);
    let at = 1;
    for (; at + this.#headBytes <= window.length; at += 1) {
      const head = this.#headOf(window, at);
      if (!this.#isPlausible(head)) continue;
      const next = at + this.#headBytes + head.captured;
      if (next + this.#headBytes > window.length) {
        if (window.length - at < MAX_PACKET_BYTES) break;
      } else if (this.#isPlausible(this.#headOf(window, next))) break;
    }
    this.#lost += this.#queue.skip(at);
    return at + this.#headBytes <= window.length;
  }

  #headOf(bytes: Buffer, at: number): RecordHead {
    const read = this.#read ?? (() => 0);
    return {
      seconds: read(bytes, at),
      fraction: read(bytes, at + 4),
      captured: read(bytes, at + 8),
      original: read(bytes, at + 12),
    };
  }

  #isPlausible({ seconds, fraction, captured, original }: RecordHead): boolean {
    const last = this.#lastSeconds;
    return (
      captured <= MAX_PACKET_BYTES &&
      original <= MAX_PACKET_BYTES &&
      fraction < (this.#isNano ? 1e9 : 1e6) &&
      (captured > 0 || original > 0) &&
      (last === undefined || Math.abs(seconds - last) < PLAUSIBLE_S)
    );
  }

  #tellLoss(bytes: number, what: string): void {
    this.#sink.note(`${what}: ${bytes} bytes behind packet ${this.#number} cannot be read.`, this.#number);
  }
}
