import { LIMITS } from '../../../shared/contract/limits.ts';
import type { Attempt } from '../../../shared/station/attempt.ts';

export interface AttemptStore {
  /** A number that no attempt of the session has. */
  nextId(): number;
  save(attempt: Attempt): void;
}

/** The connection attempts of the session: the newest in memory, all of them in the store. */
export class AttemptLog {
  readonly #store: AttemptStore;
  /** Oldest first, by id. */
  readonly #attempts = new Map<number, Attempt>();
  readonly #listeners = new Set<(attempt: Attempt) => void>();

  /** `earlier` are the attempts of the file, in any order. */
  constructor(store: AttemptStore, earlier: readonly Attempt[] = []) {
    this.#store = store;
    for (const attempt of earlier.toSorted((a, b) => a.id - b.id).slice(-LIMITS.attemptsShown)) {
      this.#attempts.set(attempt.id, attempt);
    }
  }

  add(attempt: Omit<Attempt, 'id'>): Attempt {
    return this.#put({ ...attempt, id: this.#store.nextId() });
  }

  /** An attempt that came further, or whose end is known now. */
  update(attempt: Attempt): Attempt {
    return this.#put(attempt);
  }

  /** Newest first. */
  list(): Attempt[] {
    return [...this.#attempts.values()].toReversed();
  }

  onChange(listener: (attempt: Attempt) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #put(attempt: Attempt): Attempt {
    this.#attempts.set(attempt.id, attempt);
    const oldest =
      this.#attempts.size > LIMITS.attemptsShown ? this.#attempts.keys().next().value : undefined;
    if (oldest !== undefined) this.#attempts.delete(oldest);
    this.#store.save(attempt);
    for (const listener of this.#listeners) listener(attempt);
    return attempt;
  }
}
