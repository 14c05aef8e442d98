import { worstSeverity } from '../../../../shared/trace/issue.ts';
import type { Timeline, TimelineChange } from '../../../../shared/trace/timeline/timeline.ts';
import { TimelineBuckets } from '../../../../shared/trace/timeline/timelineBuckets.ts';
import { TransactionSpans } from '../../../../shared/trace/timeline/transactionSpans.ts';
import { rawText } from '../store/readRecord.ts';
import type { StoredRecord } from '../store/storedRecord.ts';
import type { CountedTimeline } from './timelineCounter.ts';

/**
 * The timeline of one station, or of all, that goes on while records come. What was in the trace before is counted
 * elsewhere and taken over at the end; until then what comes waits, since a transaction may have begun before.
 */
export class LiveTimeline {
  readonly #stationId: string | undefined;
  readonly #buckets = new TimelineBuckets();
  readonly #spans = new TransactionSpans();
  #waiting: StoredRecord[] | undefined = [];
  #scanned = 0;
  #total: number;
  #toldSpans = 0;

  /** `boundary` is the last record that is counted elsewhere. */
  constructor(stationId: string | undefined, boundary: number) {
    this.#stationId = stationId;
    this.#total = boundary;
  }

  get isComplete(): boolean {
    return this.#waiting === undefined;
  }

  /** How far the count elsewhere has come. */
  progress(scannedTo: number): void {
    this.#scanned = scannedTo;
  }

  takeOver(counted: CountedTimeline): void {
    for (const bucket of counted.buckets) {
      // The middle: a stretch of the same length has it inside, one that is longer as well.
      this.#buckets.add((bucket.index + 0.5) * counted.bucketMs, bucket);
    }
    this.#spans.takeOver(counted.transactions, counted.areSpansCut);
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const record of waiting) this.#count(record);
  }

  /** Records after the boundary, in order; those before it are left out. */
  add(records: readonly StoredRecord[]): void {
    for (const record of records) {
      if (record.seq <= this.#total) continue;
      this.#total = record.seq;
      if (this.#stationId !== undefined && record.stationId !== this.#stationId) continue;
      if (this.#waiting === undefined) this.#count(record);
      else this.#waiting.push(record);
    }
  }

  snapshot(): Timeline {
    return {
      bucketMs: this.#buckets.bucketMs,
      buckets: this.#buckets.list(),
      transactions: this.#spans.list(),
      areSpansCut: this.#spans.isCut,
      ...this.#state(),
    };
  }

  /** What changed since this was last asked. */
  takeChange(): TimelineChange {
    const areOtherSpans = this.#toldSpans !== this.#spans.version;
    this.#toldSpans = this.#spans.version;
    return {
      bucketMs: this.#buckets.bucketMs,
      ...this.#buckets.takeChanged(),
      ...(areOtherSpans ? { transactions: this.#spans.list() } : {}),
      areSpansCut: this.#spans.isCut,
      ...this.#state(),
    };
  }

  #state(): Pick<Timeline, 'scanned' | 'total'> {
    return { scanned: this.#waiting === undefined ? this.#total : this.#scanned, total: this.#total };
  }

  #count(record: StoredRecord): void {
    const severity = record.issues.length === 0 ? undefined : worstSeverity(record.issues);
    this.#buckets.add(record.at, {
      records: 1,
      warnings: severity === 'warning' ? 1 : 0,
      errors: severity === 'error' ? 1 : 0,
      connects: record.kind === 'connect' ? 1 : 0,
      disconnects: record.kind === 'disconnect' ? 1 : 0,
    });
    this.#spans.add({ ...record, ...rawText(record.raw) });
  }
}
