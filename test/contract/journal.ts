/** What happened so far, and a way to wait until enough has. */
export class Journal<T> {
  readonly entries: T[] = [];
  #waiting: { isEnough: (entries: readonly T[]) => boolean; resolve: () => void }[] = [];

  readonly add = (entry: T): void => {
    this.entries.push(entry);
    this.#waiting = this.#waiting.filter(({ isEnough, resolve }) => {
      if (!isEnough(this.entries)) return true;
      resolve();
      return false;
    });
  };

  /** Without an end of its own: a test that waits in vain runs into its time-out. */
  until(isEnough: (entries: readonly T[]) => boolean): Promise<void> {
    if (isEnough(this.entries)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ isEnough, resolve }));
  }

  count(count: number): Promise<void> {
    return this.until((entries) => entries.length >= count);
  }

  get last(): T | undefined {
    return this.entries.at(-1);
  }
}
