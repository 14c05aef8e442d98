import { z } from 'zod';

/**
 * What happened in one stretch of time. `index` counts stretches since the epoch: it begins at `index * bucketMs`.
 * `warnings` and `errors` are records whose gravest issue is that; `connects` and `disconnects` are ends of connections.
 */
export const timelineBucketSchema = z.object({
  index: z.number().int(),
  records: z.number().int(),
  warnings: z.number().int(),
  errors: z.number().int(),
  connects: z.number().int(),
  disconnects: z.number().int(),
});
export type TimelineBucket = z.infer<typeof timelineBucketSchema>;

/** A transaction as the trace shows it: from its start, or where it is first seen, to its end, as far as it is known. */
export const transactionSpanSchema = z.object({
  stationId: z.string(),
  transactionId: z.string(),
  connectorId: z.number().int().optional(),
  /** Epoch ms. */
  startAt: z.number(),
  endAt: z.number().optional(),
  startSeq: z.number().int(),
});
export type TransactionSpan = z.infer<typeof transactionSpanSchema>;

/**
 * The trace over time. Buckets without records are left out; the others come in order of time. `scanned < total` while
 * the trace is still being looked through. Of very many transactions only the newest are there, and `areSpansCut` says so.
 */
export const timelineSchema = z.object({
  bucketMs: z.number().int(),
  buckets: z.array(timelineBucketSchema),
  transactions: z.array(transactionSpanSchema),
  areSpansCut: z.boolean(),
  scanned: z.number().int(),
  total: z.number().int(),
});
export type Timeline = z.infer<typeof timelineSchema>;

/**
 * What changed: `buckets` are those with other counts, or all of them (`isWhole`) where the stretches got longer;
 * `transactions` are all of them, absent where none changed.
 */
export const timelineChangeSchema = timelineSchema
  .extend({ isWhole: z.boolean() })
  .partial({ transactions: true });
export type TimelineChange = z.infer<typeof timelineChangeSchema>;

/** The timeline after a change. */
export function changedTimeline(timeline: Timeline, change: TimelineChange): Timeline {
  const { isWhole, buckets, transactions = timeline.transactions, ...rest } = change;
  if (isWhole || rest.bucketMs !== timeline.bucketMs) return { ...rest, buckets, transactions };
  const merged = new Map(timeline.buckets.map((bucket) => [bucket.index, bucket]));
  for (const bucket of buckets) merged.set(bucket.index, bucket);
  return { ...rest, buckets: [...merged.values()].sort((a, b) => a.index - b.index), transactions };
}
