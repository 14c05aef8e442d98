/** One direction of a serial line: ten bits for a byte, then the time that adapter and system take. */
export class SlowLine {
  readonly #msPerByte: number;
  readonly #latencyMs: number;
  readonly #deliver: (bytes: Uint8Array) => void;
  #freeAt = 0;

  constructor(
    { baud, latencyMs }: { baud: number; latencyMs: number },
    deliver: (bytes: Uint8Array) => void,
  ) {
    this.#msPerByte = 10_000 / baud;
    this.#latencyMs = latencyMs;
    this.#deliver = deliver;
  }

  /** Delivered when its last byte has come over. */
  write(bytes: Uint8Array): void {
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now) + bytes.length * this.#msPerByte;
    setTimeout(() => this.#deliver(bytes), this.#freeAt + this.#latencyMs - now);
  }
}
