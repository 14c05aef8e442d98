/** The share of bytes is taken over so many. */
const WINDOW_BYTES = 512;
/** Fewer say nothing. */
const LEAST_BYTES = 128;

/**
 * How much of what comes makes no text: a wrong rate or parity, or a bad line. UTF-8, escape sequences and line ends are text.
 * Remembers counts only.
 */
export class NoiseMeter {
  #bytes = 0;
  #bad = 0;
  #following = 0;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#bytes += 1;
      if (this.#isBad(byte)) this.#bad += 1;
      if (this.#bytes >= WINDOW_BYTES) {
        this.#bytes /= 2;
        this.#bad /= 2;
      }
    }
  }

  /** From 0 to 1; nothing while too little has come. */
  get share(): number | undefined {
    return this.#bytes < LEAST_BYTES ? undefined : this.#bad / this.#bytes;
  }

  reset(): void {
    this.#bytes = 0;
    this.#bad = 0;
    this.#following = 0;
  }

  #isBad(byte: number): boolean {
    if (byte >= 0x80 && byte < 0xc0) {
      if (this.#following === 0) return true;
      this.#following -= 1;
      return false;
    }
    const wasCut = this.#following > 0;
    this.#following = byte >= 0xc2 && byte <= 0xf4 ? (byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3) : 0;
    if (wasCut) return true;
    if (byte >= 0xc0) return this.#following === 0;
    return byte < 0x20 ? ![7, 8, 9, 10, 13, 27].includes(byte) : byte === 0x7f;
  }
}
