/** A packet that may still be commented on. */
interface Packet {
  frame: Buffer;
  /** Epoch ms, with fractions. */
  at: number;
  comments: string[];
}

/** Block types and option codes of pcapng (draft-ietf-opsawg-pcapng §4, §3.5). */
const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;
const COMMENT = 1;
const USER_APPLICATION = 4;
const INTERFACE_NAME = 2;
const BYTE_ORDER = 0x1a2b3c4d;
const ETHERNET = 1;
const MAX_OPTION_BYTES = 0xffff;
/** Of all comments on one packet: programs refuse blocks beyond 16 MB. */
const MAX_COMMENTS = 100;

/**
 * Blocks of a pcapng file. The newest packet is held back until the next one comes, so that a note which is made about
 * it stands with it.
 */
export class CaptureFile {
  #blocks: Buffer[] = [];
  #held: Packet | undefined;
  /** Comments that came before any packet. */
  #early: string[] = [];

  constructor(application: string, comment: string) {
    const section = Buffer.alloc(16);
    section.writeUInt32LE(BYTE_ORDER, 0);
    section.writeUInt16LE(1, 4);
    // The length of the section is not given, so that it can be written as it comes.
    section.writeBigInt64LE(-1n, 8);
    this.#add(SECTION, section, [option(COMMENT, comment), option(USER_APPLICATION, application)]);
    const card = Buffer.alloc(8);
    card.writeUInt16LE(ETHERNET, 0);
    this.#add(INTERFACE, card, [option(INTERFACE_NAME, 'Kerbside')]);
  }

  packet(frame: Buffer, at: number): void {
    this.#release();
    this.#held = { frame, at, comments: this.#early };
    this.#early = [];
  }

  /** Says something about the newest packet, or about the first one while there is none. */
  comment(text: string): void {
    const comments = this.#held?.comments ?? this.#early;
    if (comments.length < MAX_COMMENTS) comments.push(text);
  }

  /** What became final since the last time. */
  take(): Buffer {
    const blocks = this.#blocks;
    this.#blocks = [];
    return Buffer.concat(blocks);
  }

  /** The rest. Comments without any packet stand with the section's end as a packet-less interface statistic. */
  end(): Buffer {
    this.#release();
    if (this.#early.length > 0) this.#statistics(this.#early);
    return this.take();
  }

  #release(): void {
    if (this.#held === undefined) return;
    const { frame, at, comments } = this.#held;
    const micros = BigInt(Math.round(at * 1000));
    const fields = Buffer.alloc(20 + padded(frame.length));
    fields.writeUInt32LE(Number((micros >> 32n) & 0xffffffffn), 4);
    fields.writeUInt32LE(Number(micros & 0xffffffffn), 8);
    fields.writeUInt32LE(frame.length, 12);
    fields.writeUInt32LE(frame.length, 16);
    frame.copy(fields, 20);
    this.#add(
      ENHANCED_PACKET,
      fields,
      comments.map((text) => option(COMMENT, text)),
    );
    this.#held = undefined;
  }

  #statistics(comments: readonly string[]): void {
    const INTERFACE_STATISTICS = 5;
    this.#add(
      INTERFACE_STATISTICS,
      Buffer.alloc(12),
      comments.map((text) => option(COMMENT, text)),
    );
  }

  #add(type: number, fields: Buffer, options: readonly Buffer[]): void {
    const end = options.length === 0 ? [] : [Buffer.alloc(4)];
    const body = Buffer.concat([fields, ...options, ...end]);
    const block = Buffer.alloc(12 + body.length);
    block.writeUInt32LE(type, 0);
    block.writeUInt32LE(block.length, 4);
    body.copy(block, 8);
    block.writeUInt32LE(block.length, block.length - 4);
    this.#blocks.push(block);
  }
}

function option(code: number, text: string): Buffer {
  let bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MAX_OPTION_BYTES) {
    let end = MAX_OPTION_BYTES;
    // Not inside a character.
    while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    bytes = bytes.subarray(0, end);
  }
  const block = Buffer.alloc(4 + padded(bytes.length));
  block.writeUInt16LE(code, 0);
  block.writeUInt16LE(bytes.length, 2);
  bytes.copy(block, 4);
  return block;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
