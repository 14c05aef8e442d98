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
    this.#freeAt = Math.max(this.#freeAt, performance.now()) + bytes.length * this.#msPerByte;
    const dueAt = this.#freeAt + this.#latencyMs;
    at(dueAt, () => this.#deliver(bytes));
  }
}

/** Timers count whole milliseconds from whole milliseconds: an answer after 0.9 ms would cost nothing, and one after 1.1 ms a whole one. */
function at(dueAt: number, then: () => void): void {
  const leftMs = dueAt - performance.now();
  if (leftMs <= 0) then();
  else if (leftMs > 2) setTimeout(() => at(dueAt, then), leftMs - 2);
  else setImmediate(() => at(dueAt, then));
}
