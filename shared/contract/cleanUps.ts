import type { ClientScope } from './clientScope.ts';

/** What has to be undone when a client leaves, newest first, as it was built up. */
export class CleanUps implements ClientScope {
  #cleanUps: (() => void)[] = [];
  #isClosed = false;
  readonly #onDefect: (error: unknown) => void;

  constructor(onDefect: (error: unknown) => void) {
    this.#onDefect = onDefect;
  }

  onClose(cleanUp: () => void): () => void {
    // A handler may come to its end after its client has left: what it made must go all the same.
    if (this.#isClosed) {
      this.#run(cleanUp);
      return () => undefined;
    }
    const entry = (): void => cleanUp();
    this.#cleanUps.push(entry);
    return () => {
      this.#cleanUps = this.#cleanUps.filter((other) => other !== entry);
    };
  }

  /** Runs them all; one that fails does not keep the others from running. */
  close(): void {
    this.#isClosed = true;
    for (let next = this.#cleanUps.pop(); next !== undefined; next = this.#cleanUps.pop()) this.#run(next);
  }

  #run(cleanUp: () => void): void {
    try {
      cleanUp();
    } catch (error) {
      this.#onDefect(error);
    }
  }
}
