/**
 * Takes what was sent out of what comes back, where an adapter returns it (half-duplex RS-485, a bridged cable). Only exactly what was
 * sent is taken, and only at the very start of what comes after it. Texts have one character for each byte.
 */
export class EchoStripper {
  #sent = '';
  #held = '';
  /** The adapter returned what was sent, and the device sent it back once more. */
  isDouble = false;

  /** What comes next may begin with this. */
  expect(sent: string): void {
    this.#sent = sent;
    this.#held = '';
  }

  /** What of a piece came from the device; it may hold back what is not decided yet. */
  text(piece: string): string {
    const sent = this.#sent;
    if (sent === '') return piece;
    this.#held += piece;
    const held = this.#held;
    const needed = sent.length * 2;
    if (!fits(held, sent)) return this.release();
    if (held.length <= sent.length) return '';
    // A terminal that echoes Return prints CR LF; an adapter returns the CR alone.
    if (held.charAt(sent.length) === '\n') return this.release();
    const isAgain = fits(held.slice(sent.length), sent.trimEnd());
    if (isAgain && held.length < needed) return '';
    this.isDouble ||= isAgain;
    this.#sent = '';
    this.#held = '';
    return held.slice(sent.length);
  }

  /** Nothing came to decide it: what is held is the device's. */
  release(): string {
    const held = this.#held;
    this.#sent = '';
    this.#held = '';
    return held;
  }
}

/** As far as both go, they are the same. */
function fits(text: string, sent: string): boolean {
  const chars = Math.min(text.length, sent.length);
  return text.slice(0, chars) === sent.slice(0, chars);
}
