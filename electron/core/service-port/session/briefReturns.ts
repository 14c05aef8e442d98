import type { PortFailure } from '../../../../shared/service-port/portState.ts';

/** A connection that ends sooner, and without a byte of the device, did not come back. */
const BRIEF_MS = 3_000;
const MOST_IN_A_ROW = 5;

/**
 * Returns that last no time: a converter with one connection that somebody else has takes a second one and ends it at once, and two programs that
 * open it again by themselves would throw each other out for ever.
 */
export class BriefReturns {
  #returnedAt: number | undefined;
  #inARow = 0;

  returned(): void {
    this.#returnedAt = performance.now();
  }

  /** The device was heard, or somebody opens the port by hand. */
  forget(): void {
    this.#returnedAt = undefined;
    this.#inARow = 0;
  }

  /** What is to be said where it is given up, after a connection was lost; nothing where it may be waited for once more. */
  lost({ cause, sentence }: PortFailure): PortFailure | undefined {
    const isBrief = this.#returnedAt !== undefined && performance.now() - this.#returnedAt < BRIEF_MS;
    this.#inARow = isBrief ? this.#inARow + 1 : 0;
    if (this.#inARow < MOST_IN_A_ROW) return undefined;
    this.forget();
    return {
      cause,
      sentence: `${sentence} It ended ${MOST_IN_A_ROW} times in a row right after it was opened again, so it is not tried any more.`,
      remedy: 'Another program may be using it: close that one, then open the port again.',
    };
  }
}
