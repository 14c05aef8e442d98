import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Numbers of marked records that are fetched at once. */
const AT_ONCE = 1000;

/** Which records the technician has marked, for a walk through the trace in its order. */
export class MarkReader {
  readonly #statement: StatementSync;
  #marks = new Set<number>();
  /** What was fetched is good up to here. */
  #until = 0;

  constructor(database: DatabaseSync) {
    this.#statement = database.prepare('SELECT seq FROM mark WHERE seq >= ? ORDER BY seq LIMIT ?');
  }

  /** For numbers that ascend from call to call. */
  isMarked(seq: number): boolean {
    if (seq > this.#until) this.#fetch(seq);
    return this.#marks.has(seq);
  }

  #fetch(from: number): void {
    const seqs = this.#statement.all(from, AT_ONCE).map((row) => Number(row['seq']));
    this.#marks = new Set(seqs);
    this.#until = seqs.length < AT_ONCE ? Infinity : (seqs.at(-1) ?? Infinity);
  }
}
