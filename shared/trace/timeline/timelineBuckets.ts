import type { TimelineBucket } from './timeline.ts';

/** More stretches than a screen has points would not be seen. */
const MAX_STRETCH = 1024;
const FIRST_BUCKET_MS = 250;

/** Counts of one kind of record at one time, to be added. */
export type TimelineCounts = Partial<Omit<TimelineBucket, 'index'>>;

/**
 * Counts over time in memory that does not grow: when the trace gets too long for the stretches, two become one.
 * Times that are not after the epoch belong to records whose time is not known; they have no place here.
 */
export class TimelineBuckets {
  #bucketMs = FIRST_BUCKET_MS;
  #buckets = new Map<number, TimelineBucket>();
  #first = Infinity;
  #last = -Infinity;
  readonly #touched = new Set<number>();
  #isRebuilt = false;

  get bucketMs(): number {
    return this.#bucketMs;
  }

  /** Adds what happened at `at`, epoch ms. */
  add(at: number, counts: TimelineCounts): void {
    if (!(at > 0)) return;
    this.#addAt(Math.floor(at / this.#bucketMs), counts);
    while (this.#last - this.#first >= MAX_STRETCH) this.#halve();
  }

  /** In order of time. */
  list(): TimelineBucket[] {
    return [...this.#buckets.values()].sort((a, b) => a.index - b.index).map((bucket) => ({ ...bucket }));
  }

  /** Those that changed since this was last asked; all of them where the stretches got longer since. */
  takeChanged(): { buckets: TimelineBucket[]; isWhole: boolean } {
    const isWhole = this.#isRebuilt;
    const buckets = isWhole
      ? this.list()
      : [...this.#touched].flatMap((index) => {
          const bucket = this.#buckets.get(index);
          return bucket === undefined ? [] : [{ ...bucket }];
        });
    this.#touched.clear();
    this.#isRebuilt = false;
    return { buckets, isWhole };
  }

  #addAt(index: number, counts: TimelineCounts): void {
    let bucket = this.#buckets.get(index);
    if (bucket === undefined) {
      bucket = { index, records: 0, warnings: 0, errors: 0, connects: 0, disconnects: 0 };
      this.#buckets.set(index, bucket);
      this.#first = Math.min(this.#first, index);
      this.#last = Math.max(this.#last, index);
    }
    this.#touched.add(index);
    bucket.records += counts.records ?? 0;
    bucket.warnings += counts.warnings ?? 0;
    bucket.errors += counts.errors ?? 0;
    bucket.connects += counts.connects ?? 0;
    bucket.disconnects += counts.disconnects ?? 0;
  }

  /** Each two stretches become one of double length. */
  #halve(): void {
    const finer = this.#buckets;
    this.#buckets = new Map();
    this.#first = Infinity;
    this.#last = -Infinity;
    this.#bucketMs *= 2;
    this.#touched.clear();
    this.#isRebuilt = true;
    for (const bucket of finer.values()) this.#addAt(Math.floor(bucket.index / 2), bucket);
  }
}
