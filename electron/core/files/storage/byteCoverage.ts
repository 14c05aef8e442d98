/** Which bytes of a file are there, as ranges `[from, to)` in order. */
export class ByteCoverage {
  /** Apart from each other: ranges that touch are one. */
  #ranges: Array<readonly [number, number]> = [];
  #bytes = 0;

  /** How many different bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many ranges: more than one means that there are holes. */
  get parts(): number {
    return this.#ranges.length;
  }

  /** How far the file is there without a hole from its first byte on. */
  get wholeTo(): number {
    const first = this.#ranges[0];
    return first === undefined || first[0] > 0 ? 0 : first[1];
  }

  add(from: number, to: number): void {
    if (to <= from) return;
    const last = this.#ranges.at(-1);
    // Nearly every call goes on where the last one ended.
    if (last !== undefined && from >= last[0] && from <= last[1]) {
      const end = Math.max(to, last[1]);
      this.#bytes += end - last[1];
      this.#ranges[this.#ranges.length - 1] = [last[0], end];
      return;
    }
    const apart = this.#ranges.filter(([start, end]) => end < from || start > to);
    const joined = this.#ranges.filter(([start, end]) => end >= from && start <= to);
    const start = Math.min(from, ...joined.map(([first]) => first));
    const end = Math.max(to, ...joined.map(([, last]) => last));
    this.#replace([...apart, [start, end]]);
  }

  /** Forgets everything from a byte on. */
  cutAt(length: number): void {
    const kept = this.#ranges.filter(([start]) => start < length);
    this.#replace(kept.map(([start, end]) => [start, Math.min(end, length)]));
  }

  #replace(ranges: Array<readonly [number, number]>): void {
    this.#ranges = ranges.sort(([a], [b]) => a - b);
    this.#bytes = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  }
}
