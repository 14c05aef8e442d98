/**
 * From record numbers of a file to those of the import. Numbers come in ascending order and mostly without gaps, so that
 * whole runs are remembered instead of each number.
 */
export class SeqMap {
  #from: number[] = [];
  #to: number[] = [];
  #next = NaN;
  #nextTo = NaN;

  add(seq: number, becomes: number): void {
    // Two exports in one file: the numbers begin anew, and what is named from here on is of the second.
    if (seq < this.#next) {
      this.#from = [];
      this.#to = [];
      this.#next = NaN;
    }
    if (seq !== this.#next || becomes !== this.#nextTo) {
      this.#from.push(seq);
      this.#to.push(becomes);
    }
    this.#next = seq + 1;
    this.#nextTo = becomes + 1;
  }

  find(seq: number): number | undefined {
    let low = 0;
    let high = this.#from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#from[middle] ?? Infinity) <= seq) low = middle;
      else high = middle - 1;
    }
    const from = this.#from[low];
    const to = this.#to[low];
    if (from === undefined || to === undefined || seq < from) return undefined;
    const length = low + 1 < this.#from.length ? (this.#to[low + 1] ?? to) - to : this.#nextTo - to;
    return seq < from + length ? to + seq - from : undefined;
  }
}
