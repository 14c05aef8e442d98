import type { FoundTime } from '../../../../shared/trace/import/found.ts';

/** Whether a file is plainly newest first: a clock that jumps back now and then does not make it so. */
export class OrderVotes {
  #first: number | undefined;
  #last: number | undefined;
  #forwards = 0;
  #backwards = 0;

  observe(time: FoundTime | undefined): void {
    if (time !== undefined && time.missing !== 'date') this.observeAt(time.at);
  }

  observeAt(at: number): void {
    this.#first ??= at;
    if (this.#last !== undefined && at > this.#last) this.#forwards += 1;
    if (this.#last !== undefined && at < this.#last) this.#backwards += 1;
    this.#last = at;
  }

  get jumpsBack(): number {
    return this.#backwards;
  }

  get isNewestFirst(): boolean {
    const hasTurned = this.#first !== undefined && this.#last !== undefined && this.#first > this.#last;
    return hasTurned && this.#backwards > 1 && this.#backwards > this.#forwards * 4;
  }
}
