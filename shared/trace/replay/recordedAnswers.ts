/** What the station answered to the calls of the recorded central system, by action and in order. */
export class RecordedAnswers {
  readonly #waiting = new Map<string, string[]>();
  /** The last one of each action, for a central system that asks more often than the recorded one. */
  readonly #last = new Map<string, string>();

  /** `raw` is the answer as the station sent it. */
  add(action: string, raw: string): void {
    const list = this.#waiting.get(action) ?? [];
    list.push(raw);
    this.#waiting.set(action, list);
  }

  /** The next answer to an action, as it was recorded; nothing where the station was never asked that. */
  next(action: string): { raw: string; isRepeated: boolean } | undefined {
    const next = this.#waiting.get(action)?.shift();
    const raw = next ?? this.#last.get(action);
    if (raw === undefined) return undefined;
    this.#last.set(action, raw);
    return { raw, isRepeated: next === undefined };
  }
}
