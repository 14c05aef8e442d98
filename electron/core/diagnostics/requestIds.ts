const EPOCH = Date.UTC(2024, 0, 1);

/**
 * Ids of requests (`requestId` of GetLog): seconds since 2024, so that a station which still reports on an upload of an
 * earlier visit meets no new one of the same number.
 */
export class RequestIds {
  #last: number;

  constructor(used: ReadonlyArray<number | undefined>) {
    this.#last = used.reduce<number>((most, id = 0) => Math.max(most, id), 0);
  }

  next(): number {
    this.#last = Math.max(this.#last + 1, Math.floor((Date.now() - EPOCH) / 1000));
    return this.#last;
  }
}
