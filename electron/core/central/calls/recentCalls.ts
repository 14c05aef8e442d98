/** A call of the station that was answered. */
export interface RecentCall {
  text: string;
  /** Its record; absent where that stands in another session file. */
  seq?: number;
  answer: string;
}

/** Stations repeat a call within seconds; this many are kept at least. */
const GENERATION = 16;

/** The last calls of a connection by message id, in two generations so that nothing is ever sorted. */
export class RecentCalls {
  #newer = new Map<string, RecentCall>();
  #older = new Map<string, RecentCall>();

  find(id: string): RecentCall | undefined {
    return this.#newer.get(id) ?? this.#older.get(id);
  }

  /** Another session file is recorded into: the records of these calls are not in it. */
  leaveFile(): void {
    for (const calls of [this.#newer, this.#older]) {
      for (const [id, { text, answer }] of calls) calls.set(id, { text, answer });
    }
  }

  add(id: string, call: RecentCall): void {
    this.#newer.set(id, call);
    if (this.#newer.size < GENERATION) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }
}
