/** Things with numbers that only grow, in their order; most come at the end. */
export class OrderedRows<T extends { readonly id: number }> {
  #rows: T[] = [];

  get all(): readonly T[] {
    return this.#rows;
  }

  clear(): void {
    this.#rows = [];
  }

  /** Where a row stands; -1 where it is not there. */
  indexOfId(id: number): number {
    const index = this.#placeOf(id);
    return this.#rows[index]?.id === id ? index : -1;
  }

  add(row: T): void {
    const last = this.#rows.at(-1);
    if (last === undefined || last.id < row.id) this.#rows.push(row);
    else this.#rows.splice(this.#placeOf(row.id), 0, row);
  }

  remove(row: T): void {
    const index = this.indexOfId(row.id);
    if (index !== -1) this.#rows.splice(index, 1);
  }

  /** Takes away what comes first, for as long as `isGone`; answers with how much that was. */
  dropWhile(isGone: (row: T) => boolean): number {
    const left = this.#rows.findIndex((row) => !isGone(row));
    const count = left === -1 ? this.#rows.length : left;
    this.#rows.splice(0, count);
    return count;
  }

  /** The first place whose row has this number or a larger one. */
  #placeOf(id: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle]?.id ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
