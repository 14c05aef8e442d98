import { LIMITS } from '../../../shared/contract/limits.ts';
import { newestAt, type Attempt } from '../../../shared/station/attempt.ts';

export interface AttemptStore {
  /** A number that no attempt of the session has. */
  nextId(): number;
  save(attempt: Attempt): void;
}

/** A charger that tries again within this time, and fails alike, counts up one entry instead of filling the list. */
const SAME_WITHIN_MS = 30 * 60_000;

/** The connection attempts of the session: the newest in memory, all of them in the store. */
export class AttemptLog {
  #store: AttemptStore;
  /** Oldest first, by id. */
  readonly #attempts = new Map<number, Attempt>();
  /** The id of the entry that stands for all failures of one kind from one address. */
  readonly #groups = new Map<string, number>();
  readonly #listeners = new Set<(attempt: Attempt) => void>();
  /** Ids up to this one are of connections that stand in another file. */
  #foreignUpTo = 0;

  /** `earlier` are the attempts of the file, in any order. */
  constructor(store: AttemptStore, earlier: readonly Attempt[] = []) {
    this.#store = store;
    this.#take(earlier);
  }

  /**
   * Goes on in another store, which gives no id up to `foreignUpTo`: an attempt that is under way and comes further
   * later on is written there as one of its own.
   */
  enter(store: AttemptStore, earlier: readonly Attempt[], foreignUpTo: number): void {
    this.#store = store;
    this.#foreignUpTo = foreignUpTo;
    this.#attempts.clear();
    this.#groups.clear();
    this.#take(earlier);
  }

  #take(earlier: readonly Attempt[]): void {
    for (const attempt of earlier.toSorted((a, b) => a.id - b.id).slice(-LIMITS.attemptsShown)) {
      this.#attempts.set(attempt.id, attempt);
    }
  }

  /** A failure like an earlier one of the same address joins it. */
  add(attempt: Omit<Attempt, 'id'>): Attempt {
    const like = this.#like(attempt);
    if (like === undefined) return this.#put({ ...attempt, id: this.#store.nextId() });
    const { head } = attempt;
    // It is the newest now.
    this.#attempts.delete(like.id);
    return this.#put({ ...like, head, count: (like.count ?? 1) + 1, lastAt: attempt.at });
  }

  /** An attempt that came further, or whose end is known now. One that had joined others leaves them. */
  update(attempt: Attempt): Attempt {
    if (attempt.id <= this.#foreignUpTo) {
      const { id: _foreign, ...again } = attempt;
      return this.add(again);
    }
    const before = this.#attempts.get(attempt.id);
    if (before?.count === undefined) return this.#put(attempt);
    if (kindOf(before) === kindOf(attempt)) return before;
    this.#put({ ...before, count: before.count - 1 });
    const { id: _shared, ...alone } = attempt;
    return this.add(alone);
  }

  /** Newest first. */
  list(): Attempt[] {
    return [...this.#attempts.values()].toReversed();
  }

  onChange(listener: (attempt: Attempt) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #like(attempt: Omit<Attempt, 'id'>): Attempt | undefined {
    if (attempt.ok) return undefined;
    const kind = kindOf(attempt);
    const like = this.#attempts.get(this.#groups.get(kind) ?? -1);
    if (like === undefined || kindOf(like) !== kind) return undefined;
    return attempt.at - newestAt(like) <= SAME_WITHIN_MS ? like : undefined;
  }

  #put(attempt: Attempt): Attempt {
    const before = this.#attempts.get(attempt.id);
    if (before !== undefined) this.#forgetKind(before);
    this.#attempts.set(attempt.id, attempt);
    if (!attempt.ok) this.#groups.set(kindOf(attempt), attempt.id);
    this.#forgetOldest();
    this.#store.save(attempt);
    for (const listener of this.#listeners) listener(attempt);
    return attempt;
  }

  #forgetOldest(): void {
    if (this.#attempts.size <= LIMITS.attemptsShown) return;
    const oldest = this.#attempts.values().next().value;
    if (oldest === undefined) return;
    this.#attempts.delete(oldest.id);
    this.#forgetKind(oldest);
  }

  #forgetKind(attempt: Attempt): void {
    const kind = kindOf(attempt);
    if (this.#groups.get(kind) === attempt.id) this.#groups.delete(kind);
  }
}

function kindOf({ remoteAddress, code, sentence, stationId, pathId }: Omit<Attempt, 'id'>): string {
  return [remoteAddress, code, sentence, stationId, pathId].join('\n');
}
