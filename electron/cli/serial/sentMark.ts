const ASTERISK = 0x2a;

/**
 * Finds what was sent among all that crosses a line to the device: drivers ask between, and the feed comes later than the bytes left. Secrets
 * stand there as asterisks.
 */
export class SentMark {
  readonly #wanted: Uint8Array;
  #seen = Buffer.alloc(0);

  constructor(wanted: Uint8Array) {
    this.#wanted = wanted;
  }

  /** Whether the last of it has crossed with these bytes, which follow those before. */
  isIn(bytes: Uint8Array): boolean {
    this.#seen = Buffer.concat([this.#seen, bytes]);
    const last = this.#seen.length - this.#wanted.length;
    for (let at = 0; at <= last; at += 1) if (this.#isAt(at)) return true;
    this.#seen = this.#seen.subarray(Math.max(0, last + 1));
    return false;
  }

  #isAt(at: number): boolean {
    return this.#wanted.every((byte, index) => {
      const seen = this.#seen[at + index];
      return seen === byte || seen === ASTERISK;
    });
  }
}
