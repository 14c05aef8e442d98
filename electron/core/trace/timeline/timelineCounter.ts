import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Timeline } from '../../../../shared/trace/timeline/timeline.ts';
import { TimelineBuckets } from '../../../../shared/trace/timeline/timelineBuckets.ts';
import { TRANSACTION_ACTIONS, TransactionSpans } from '../../../../shared/trace/timeline/transactionSpans.ts';
import { rawText } from '../store/readRecord.ts';
import { decodeRecord, RECORD_COLUMNS, type Row } from '../store/storedRecord.ts';

/** The part of a timeline that the worker makes. */
export type CountedTimeline = Pick<Timeline, 'bucketMs' | 'buckets' | 'transactions' | 'areSpansCut'>;

/** Counts a trace over time, or one station of it, range by range. */
export class TimelineCounter {
  readonly #groups: StatementSync;
  readonly #transactions: StatementSync;
  readonly #station: readonly string[];
  readonly #buckets = new TimelineBuckets();
  readonly #spans = new TransactionSpans();

  constructor(database: DatabaseSync, stationId?: string) {
    this.#station = stationId === undefined ? [] : [stationId];
    const ofStation = stationId === undefined ? '' : 'AND station = ?';
    const isError = `issues LIKE '%"severity":"error"%'`;
    this.#groups = database.prepare(
      `SELECT CAST(at AS INTEGER) / ? AS bucket, count(*) AS records,
         total(${isError}) AS errors, total(NOT ${isError} AND issues LIKE '%"severity":"warning"%') AS warnings,
         total(kind = 'connect') AS connects, total(kind = 'disconnect') AS disconnects
       FROM record WHERE seq BETWEEN ? AND ? ${ofStation} AND at > 0 GROUP BY bucket`,
    );
    const actions = TRANSACTION_ACTIONS.map((action) => `'${action}'`).join(',');
    this.#transactions = database.prepare(
      `SELECT ${RECORD_COLUMNS} FROM record
       WHERE seq BETWEEN ? AND ? ${ofStation} AND action IN (${actions}) ORDER BY seq`,
    );
  }

  add(fromSeq: number, toSeq: number): void {
    const { bucketMs } = this.#buckets;
    for (const group of this.#groups.all(bucketMs, fromSeq, toSeq, ...this.#station) as Row[]) {
      this.#buckets.add(Number(group['bucket']) * bucketMs || 1, {
        records: Number(group['records']),
        warnings: Number(group['warnings']),
        errors: Number(group['errors']),
        connects: Number(group['connects']),
        disconnects: Number(group['disconnects']),
      });
    }
    for (const row of this.#transactions.iterate(fromSeq, toSeq, ...this.#station)) {
      const record = decodeRecord(row);
      this.#spans.add({ ...record, ...rawText(record.raw) });
    }
  }

  result(): CountedTimeline {
    return {
      bucketMs: this.#buckets.bucketMs,
      buckets: this.#buckets.list(),
      transactions: this.#spans.list(),
      areSpansCut: this.#spans.isCut,
    };
  }
}
