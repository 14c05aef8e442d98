/** A growing list of ascending numbers, four bytes each. */
export class Uint32List {
  #values = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    this.#reserve(1);
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  append(values: Uint32Array): void {
    this.#reserve(values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  at(index: number): number | undefined {
    return index >= 0 && index < this.#length ? this.#values[index] : undefined;
  }

  /** A view of the values, good until the next change. */
  slice(from: number, to: number): Uint32Array {
    return this.#values.subarray(Math.max(0, from), Math.min(to, this.#length));
  }

  /** Where the first value stands that is not below `value`. */
  lowerBound(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  indexOf(value: number): number | undefined {
    const index = this.lowerBound(value);
    return this.at(index) === value ? index : undefined;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#values.length) return;
    const grown = new Uint32Array(Math.max(needed, this.#values.length * 2));
    grown.set(this.#values.subarray(0, this.#length));
    this.#values = grown;
  }
}
