import type { DatabaseSync } from 'node:sqlite';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { attemptSchema, type Attempt } from '../../../../shared/station/attempt.ts';
import { upsert } from './metaStore.ts';
import { readJsonColumn } from './readJsonColumn.ts';
import type { TraceStore } from './traceStore.ts';

/** The connection attempts of the session; the newest are at hand in memory. Writes ride in the next commit. */
export class AttemptStore {
  readonly #store: TraceStore;
  readonly #write: (key: number, value: string) => void;
  /** Oldest first. */
  readonly #newest = new Map<number, Attempt>();
  #lastId: number;

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#store = store;
    this.#write = upsert(database, 'INSERT OR REPLACE INTO attempt (id, json) VALUES (?, ?)');
    this.#lastId = Number(database.prepare('SELECT max(id) AS id FROM attempt').get()?.['id'] ?? 0);
    const newest = database.prepare('SELECT json FROM attempt ORDER BY id DESC LIMIT ?');
    for (const attempt of readJsonColumn(newest, attemptSchema, LIMITS.attemptsShown).toReversed()) {
      this.#newest.set(attempt.id, attempt);
    }
  }

  /** The highest id that was given. */
  get lastId(): number {
    return this.#lastId;
  }

  /** No id up to this one is given any more. */
  startAfter(id: number): void {
    this.#lastId = Math.max(this.#lastId, id);
  }

  /** Takes the next id. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** A new attempt, or one that came further. */
  save(attempt: Attempt): void {
    this.#newest.set(attempt.id, attempt);
    if (this.#newest.size > LIMITS.attemptsShown) this.#forgetOldest();
    this.#store.defer(`attempt ${attempt.id}`, () => this.#write(attempt.id, JSON.stringify(attempt)));
  }

  /** The newest first, at most `LIMITS.attemptsShown`. */
  latest(count: number): Attempt[] {
    return [...this.#newest.values()].sort((a, b) => b.id - a.id).slice(0, count);
  }

  #forgetOldest(): void {
    this.#newest.delete(Math.min(...this.#newest.keys()));
  }
}
