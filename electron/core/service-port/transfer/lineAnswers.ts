import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortLine } from '../line/portLine.ts';
import { stuckLine } from './stuckLine.ts';

/** More than any answer of a boot loader; what a device prints beyond it is dropped. */
const MOST_WAITING_BYTES = 65_536;
/** Flow control that never lets go; added to the time that the line needs for the bytes. */
const STUCK_MS = 10_000;

/**
 * A line on which each request has an answer of known length. Every wait races the timer, `line.lost` and the signal, and rejects with
 * the reason of what has ended it.
 */
export class LineAnswers {
  readonly #line: PortLine;
  readonly #over = new AbortController();
  readonly #ended: AbortSignal;
  readonly #stop: () => void;
  #waiting = Buffer.alloc(0);
  #wake: () => void = () => undefined;

  constructor(line: PortLine, signal: AbortSignal) {
    this.#line = line;
    // The loss goes first: whoever has both hears of that.
    this.#ended = AbortSignal.any([line.lost, signal, this.#over.signal]);
    this.#stop = line.onData((bytes) => this.#take(bytes));
  }

  /** Rejects with `unavailable` where the line takes no bytes. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#ended.throwIfAborted();
    const written = this.#line.write(bytes);
    // Whoever stops does not wait for it.
    written.catch(() => undefined);
    const withinMs = STUCK_MS + (bytes.length * 12_000) / this.#line.settings.baud;
    if (
      (await this.#race(
        written.then(() => 'written'),
        withinMs,
      )) === undefined
    ) {
      throw stuckLine();
    }
  }

  /** All that has come, as soon as there is any; nothing where none has come in time. */
  async readSome(withinMs: number): Promise<Uint8Array | undefined> {
    const first = await this.read(1, withinMs);
    if (first === undefined) return undefined;
    const bytes = Uint8Array.from([...first, ...this.#waiting]);
    this.clear();
    return bytes;
  }

  /** As many bytes as are asked for; nothing where they have not come in time, and what came stays. */
  async read(length: number, withinMs: number): Promise<Uint8Array | undefined> {
    const until = performance.now() + withinMs;
    for (;;) {
      this.#ended.throwIfAborted();
      if (this.#waiting.length >= length) {
        const bytes = Uint8Array.from(this.#waiting.subarray(0, length));
        this.#waiting = this.#waiting.subarray(length);
        return bytes;
      }
      const leftMs = until - performance.now();
      if (leftMs <= 0) return undefined;
      const { promise, resolve } = Promise.withResolvers<string>();
      this.#wake = () => resolve('bytes');
      await this.#race(promise, leftMs);
    }
  }

  /** What came and was not read yet. */
  get waitingBytes(): number {
    return this.#waiting.length;
  }

  /** Forgets what came unasked. */
  clear(): void {
    this.#waiting = Buffer.alloc(0);
  }

  /** `ms` without a wish; ends with the line. */
  async pause(ms: number): Promise<void> {
    await this.#race(new Promise<never>(() => undefined), ms);
  }

  /** Nothing where `work` takes longer. */
  orLater<T>(work: Promise<T>, withinMs: number): Promise<T | undefined> {
    return this.#race(work, withinMs);
  }

  stop(): void {
    this.#stop();
    // Whoever still has it, as a library that tries again, can send nothing any more.
    this.#over.abort(new ContractError('cancelled', 'The push has ended.'));
  }

  #take(bytes: Uint8Array): void {
    if (this.#waiting.length + bytes.length > MOST_WAITING_BYTES) return;
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    this.#wake();
  }

  async #race<T>(wait: Promise<T>, withinMs: number): Promise<T | undefined> {
    // Of what nobody waits for any more a rejection is no news.
    wait.catch(() => undefined);
    this.#ended.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    // On a busy computer the timer rings before what came meanwhile was looked at: that is no silence.
    const timer = setTimeout(() => setImmediate(() => resolve(undefined)), withinMs);
    const end = (): void => reject(this.#ended.reason);
    this.#ended.addEventListener('abort', end, { once: true });
    try {
      return await Promise.race([wait, promise]);
    } finally {
      clearTimeout(timer);
      this.#ended.removeEventListener('abort', end);
    }
  }
}
