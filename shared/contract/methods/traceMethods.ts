import { z } from 'zod';
import { traceFilterSchema } from '../../trace/filter/traceFilter.ts';
import { traceRecordSchema, traceRowSchema } from '../../trace/record.ts';
import { traceStatsSchema } from '../../trace/stats.ts';
import { LIMITS } from '../limits.ts';
import { none, stationId, traceId } from './params.ts';

const view = z.number().int();

/** Views of the trace, its records and counts. */
export const TRACE_METHODS = {
  /** Opens a view. It grows by itself (topic `view`) until it is closed or its link is. */
  'view.open': {
    params: z.object({ filter: traceFilterSchema, trace: traceId }),
    result: z.object({ view }),
  },
  'view.close': { params: z.object({ view }), result: none },
  /** Rows `from` to `from + count - 1` of a view, fewer at its end. */
  'view.rows': {
    params: z.object({
      view,
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(LIMITS.rowsPerRead),
    }),
    result: z.object({ from: z.number().int(), rows: z.array(traceRowSchema) }),
  },
  /**
   * From now on the growth of a view carries its newest rows, at most so many; 0 ends it. A list that goes along with
   * the end is spared the way back and forth for each of its frames.
   */
  'view.follow': {
    params: z.object({ view, rows: z.number().int().min(0).max(LIMITS.rowsFollowed) }),
    result: none,
  },
  /** Where a record stands in a view, or nothing where the filter hides it. */
  'view.locate': {
    params: z.object({ view, seq: z.number().int() }),
    result: z.object({ index: z.number().int().optional() }),
  },
  /** The first row whose record is not before `at` (epoch ms), or the last row where all are; nothing in an empty view. */
  'view.locateTime': {
    params: z.object({ view, at: z.number() }),
    result: z.object({ index: z.number().int().optional() }),
  },
  /** The next (`step` 1) or previous (-1) row with an issue, starting beside `from`. */
  'view.nextIssue': {
    params: z.object({ view, from: z.number().int(), step: z.union([z.literal(1), z.literal(-1)]) }),
    result: z.object({ index: z.number().int().optional() }),
  },

  /**
   * A step of a replay: how many rows are shown once the clock of the replay stands at `until` (epoch ms), where `from`
   * rows were shown before, and when the row after them was recorded. It stops early before a row whose clock was set
   * back (`nextAt` is then not later than `until`), and after some ten thousand rows.
   */
  'view.play': {
    params: z.object({ view, from: z.number().int().min(0), until: z.number() }),
    result: z.object({ length: z.number().int(), nextAt: z.number().optional() }),
  },

  'record.get': {
    params: z.object({ seq: z.number().int(), trace: traceId }),
    result: traceRecordSchema,
  },
  /**
   * Opens a session file for reading, beside the running session; it stays open for all clients until it is closed.
   * The running session's own file gives no `trace`. Fails with `not-found`, `invalid-params` (not a session), `io`.
   */
  'trace.open': {
    params: z.object({ path: z.string().min(1).max(4096) }),
    result: z.object({ trace: z.string().optional() }),
  },
  'trace.close': { params: z.object({ trace: z.string() }), result: none },
  'trace.stats': { params: z.object({ trace: traceId }), result: traceStatsSchema },
  /** The actions that occur, most frequent first, of one station or of all. */
  'trace.actions': {
    params: z.object({ stationId: stationId.optional(), trace: traceId }),
    result: z.array(z.object({ action: z.string(), count: z.number().int() })),
  },
} as const;
