import { CAN, checkLength, checkOf, EOT, SOH, STX, type BlockCheck } from './blockFrame.ts';

export type Scanned =
  | { kind: 'block'; number: number; content: Uint8Array }
  /** A block whose check is wrong: what comes until the line is quiet belongs to it. */
  | { kind: 'damaged' }
  | { kind: 'eot' }
  | { kind: 'cancel' }
  /** The begin of a block or of a cancellation; more has to come. */
  | { kind: 'part' }
  /** Only signs that mean nothing here. */
  | { kind: 'noise' }
  | { kind: 'nothing' };

const HEAD_BYTES = 3;

/**
 * Finds blocks in what comes. It holds at most one block. Bytes before the begin of a block are skipped, and from then on neither an end nor a
 * cancellation is believed until the line was quiet: the bytes may be the inside of a block whose begin was damaged.
 */
export class BlockScanner {
  #held: Uint8Array = new Uint8Array();
  #isNoisy = false;
  #cancelsAtEnd = 0;

  take(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#held.length + bytes.length);
    all.set(this.#held);
    all.set(bytes, this.#held.length);
    this.#held = all;
  }

  /** Drops all that came, up to the quiet; answers with whether that ended with a cancellation. */
  quiet(): boolean {
    const isCancelled = this.#cancelsAtEnd >= 2;
    this.#held = new Uint8Array();
    this.#isNoisy = false;
    this.#cancelsAtEnd = 0;
    return isCancelled;
  }

  /** Takes the bytes of a damaged block for what they are; only a cancellation at their end counts. */
  drop(): void {
    for (const byte of this.#held) this.#skip(byte);
    this.#held = new Uint8Array();
  }

  next(check: BlockCheck): Scanned {
    while (this.#held.length > 0) {
      const found = this.#at(check);
      if (found !== undefined) return found;
      this.#skip(this.#held[0]);
      this.#held = this.#held.subarray(1);
    }
    return { kind: this.#isNoisy ? 'noise' : 'nothing' };
  }

  #skip(byte: number | undefined): void {
    this.#isNoisy = true;
    // Programs send some backspaces after their cancellation, to clean a shell's line.
    if (byte === CAN) this.#cancelsAtEnd += 1;
    else if (byte !== 0x08) this.#cancelsAtEnd = 0;
  }

  /** What begins at the first byte; nothing where that is noise. */
  #at(check: BlockCheck): Scanned | undefined {
    const [first, second] = this.#held;
    if (first === SOH || first === STX) return this.#block(first === STX ? 1024 : 128, check);
    if (this.#isNoisy) return undefined;
    if (first === EOT) return this.#end();
    if (first !== CAN) return undefined;
    if (second === undefined) return { kind: 'part' };
    return second === CAN ? { kind: 'cancel' } : undefined;
  }

  /** An end comes alone: in front of more it is the number of block 4, whose begin was lost. */
  #end(): Scanned | undefined {
    if (this.#held.some((byte) => byte !== EOT)) return undefined;
    this.#consume(this.#held.length);
    return { kind: 'eot' };
  }

  #block(length: number, check: BlockCheck): Scanned | undefined {
    const [, number, complement] = this.#held;
    if (number === undefined || complement === undefined) return { kind: 'part' };
    if (number + complement !== 0xff) return undefined;
    const end = HEAD_BYTES + length + checkLength(check);
    if (this.#held.length < end) return { kind: 'part' };
    const content = this.#held.slice(HEAD_BYTES, HEAD_BYTES + length);
    const [high = 0, low] = this.#held.subarray(HEAD_BYTES + length, end);
    const sent = low === undefined ? high : (high << 8) | low;
    if (sent !== checkOf(content, check)) return { kind: 'damaged' };
    this.#consume(end);
    this.#isNoisy = false;
    this.#cancelsAtEnd = 0;
    return { kind: 'block', number, content };
  }

  #consume(length: number): void {
    this.#held = this.#held.subarray(length);
  }
}
