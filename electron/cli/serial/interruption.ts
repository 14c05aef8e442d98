import type { Terminal } from '../terminal.ts';

/** Ctrl+C reaches every process of the terminal, and `npm` hands it on as well: one wish may come twice. */
const SAME_WISH_MS = 500;
/** As shells tell them: 128 and the number of the signal. */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Somebody wants the command to end before its work is done. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('The command was stopped.');
    this.exitCode = exitCode;
  }
}

/**
 * What Ctrl+C, a signal of the system, or a reader of stdout that left does to a command: what is under way is given up, so that the command
 * puts away what it opened. Work that ends in its own way says so by `during`. A second wish ends the program at once.
 */
export class Interruption {
  readonly #asked = Promise.withResolvers<never>();
  readonly #stops: Array<() => void> = [];
  readonly #listeners = Object.entries(CODES).map(
    ([signal, code]) => [signal, () => this.#wish(code)] as const,
  );
  #wishedAt: number | undefined;
  #interrupted: Interrupted | undefined;

  constructor(terminal: Terminal) {
    // Who does not wait for it hears nothing of it.
    this.#asked.promise.catch(() => undefined);
    for (const [signal, listener] of this.#listeners) process.on(signal, listener);
    terminal.onReaderGone(() => this.#stop(0));
  }

  /** The wish to end, once there was one. */
  get interrupted(): Interrupted | undefined {
    return this.#interrupted;
  }

  /** Settles as the work does; rejects with `Interrupted` before, and then begins nothing. */
  race<T>(work: () => Promise<T>): Promise<T> {
    return Promise.race([
      this.#asked.promise,
      this.#interrupted === undefined ? work() : this.#asked.promise,
    ]);
  }

  /** While the work goes on, `stop` is what a wish to end does; the work then ends by itself. */
  async during<T>(stop: () => void, work: () => Promise<T>): Promise<T> {
    this.#stops.push(stop);
    try {
      return await work();
    } finally {
      this.#stops.splice(this.#stops.indexOf(stop), 1);
    }
  }

  close(): void {
    for (const [signal, listener] of this.#listeners) process.off(signal, listener);
  }

  #wish(code: number): void {
    const now = performance.now();
    if (this.#wishedAt !== undefined && now - this.#wishedAt > SAME_WISH_MS) process.exit(code);
    this.#wishedAt ??= now;
    this.#stop(code);
  }

  #stop(code: number): void {
    this.#interrupted ??= new Interrupted(code);
    const stop = this.#stops.at(-1);
    if (stop !== undefined) return stop();
    this.#asked.reject(this.#interrupted);
    // A question that waits for an answer would keep the program.
    process.stdin.destroy();
  }
}
