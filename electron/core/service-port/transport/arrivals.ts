import type { PortBanner, PortFailure } from '../../../../shared/service-port/portState.ts';
import { PortError } from './portError.ts';

type DataListener = (bytes: Uint8Array, monoMs: number) => void;

/** What arrives before anybody listens is kept up to here: between opening and listening only a few turns pass. */
const MAX_EARLY_BYTES = 1_048_576;

/** The half of a transport that is the same for all: who listens, the end that is told once, and waits that the end cuts short. */
export class Arrivals {
  #listener: DataListener | undefined;
  #early: Array<{ bytes: Uint8Array; monoMs: number }> = [];
  #earlyBytes = 0;
  #ended: { failure: PortFailure | undefined } | undefined;
  #onClose: ((failure: PortFailure | undefined) => void) | undefined;
  readonly #banners = new Map<string, PortBanner>();
  #onBanner: ((banner: PortBanner) => void) | undefined;
  readonly #waits = new Set<(error: PortError) => void>();

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** After the end nothing is delivered any more. */
  deliver(bytes: Uint8Array, monoMs = performance.now()): void {
    if (this.#ended !== undefined || bytes.length === 0) return;
    if (this.#listener !== undefined) {
      this.#listener(bytes, monoMs);
      return;
    }
    this.#earlyBytes += bytes.length;
    if (this.#earlyBytes <= MAX_EARLY_BYTES) this.#early.push({ bytes, monoMs });
  }

  onData(listener: DataListener): void {
    this.#listener = listener;
    for (const { bytes, monoMs } of this.#early.splice(0)) listener(bytes, monoMs);
  }

  /** The first end counts; those after it are of the same event. */
  end(failure: PortFailure | undefined): void {
    if (this.#ended !== undefined) return;
    this.#ended = { failure };
    const error = endError(failure);
    for (const reject of this.#waits) reject(error);
    this.#waits.clear();
    this.#onClose?.(failure);
  }

  onClose(listener: (failure: PortFailure | undefined) => void): void {
    this.#onClose = listener;
    if (this.#ended !== undefined) listener(this.#ended.failure);
  }

  banner(banner: PortBanner): void {
    this.#banners.set(banner.code, banner);
    this.#onBanner?.(banner);
  }

  onBanner(listener: (banner: PortBanner) => void): void {
    this.#onBanner = listener;
    for (const banner of this.#banners.values()) listener(banner);
  }

  /** Work that ends with the port at the latest: rejects with the reason of the end. */
  async untilEnd<T>(work: Promise<T>): Promise<T> {
    if (this.#ended !== undefined) {
      work.catch(() => undefined);
      throw endError(this.#ended.failure);
    }
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waits.add(reject);
    work.then(resolve, reject);
    try {
      return await promise;
    } finally {
      this.#waits.delete(reject);
    }
  }
}

function endError(failure: PortFailure | undefined): PortError {
  const told = failure ?? { cause: 'other' as const, sentence: 'The port was closed.' };
  return new PortError(told, { code: 'unavailable' });
}
