const END = 0xc0;
const ESCAPE = 0xdb;
const ESCAPED: Readonly<Record<number, number>> = { 0xdc: END, 0xdd: ESCAPE };
/** Twice the largest block with its header. */
const MOST_FRAME_BYTES = 65_536;

/** Takes SLIP frames (RFC 1055) out of what a line brings; text between them and frames that are damaged are dropped. */
export class SlipFrames {
  readonly #frames: Uint8Array[] = [];
  #open: number[] | undefined;
  #isEscaped = false;

  take(bytes: Uint8Array): void {
    for (const byte of bytes) this.#step(byte);
  }

  next(): Uint8Array | undefined {
    return this.#frames.shift();
  }

  clear(): void {
    this.#frames.length = 0;
    this.#open = undefined;
    this.#isEscaped = false;
  }

  #step(byte: number): void {
    if (this.#open === undefined) {
      if (byte === END) this.#open = [];
      return;
    }
    if (byte === END) {
      this.#isEscaped = false;
      return this.#end(this.#open);
    }
    if (byte === ESCAPE && !this.#isEscaped) {
      this.#isEscaped = true;
      return;
    }
    const value = this.#isEscaped ? ESCAPED[byte] : byte;
    this.#isEscaped = false;
    if (value === undefined || this.#open.length >= MOST_FRAME_BYTES) {
      this.#open = undefined;
      return;
    }
    this.#open.push(value);
  }

  /** Two ends in a row: the first was that of a frame whose beginning was not seen. */
  #end(open: readonly number[]): void {
    if (open.length === 0) return;
    this.#frames.push(Uint8Array.from(open));
    this.#open = undefined;
  }
}
