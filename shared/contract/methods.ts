import { z } from 'zod';
import { jsonSchema } from '../json.ts';
import { ocppVersionSchema } from '../ocpp/version.ts';
import { practiceActSchema, practiceStateSchema } from '../practice/practiceCharger.ts';
import { attemptSchema } from '../station/attempt.ts';
import { outcomeSchema } from '../station/outcome.ts';
import { stationSchema } from '../station/station.ts';
import { traceFilterSchema } from '../trace/filter.ts';
import { issueSchema } from '../trace/issue.ts';
import { traceRecordSchema, traceRowSchema } from '../trace/record.ts';
import { traceStatsSchema } from '../trace/stats.ts';
import { LIMITS } from './limits.ts';

const none = z.object({});
const stationId = z.string().min(1).max(1000);
const view = z.number().int();
const payloadText = z.string().max(LIMITS.payloadChars);

/**
 * Every method of the contract: name -> params and result. Names are `noun.verb`.
 * Payloads travel as JSON *text*, so that 64-bit integers keep their digits and invalid JSON can be sent on purpose.
 */
export const METHODS = {
  'app.info': {
    params: none,
    result: z.object({ name: z.string(), version: z.string(), protocol: z.number().int() }),
  },

  'stations.list': { params: none, result: z.array(stationSchema) },
  /** Closes the station's connection; it may come back by itself. */
  'station.disconnect': { params: z.object({ stationId }), result: none },

  'attempts.list': { params: none, result: z.array(attemptSchema) },

  /**
   * Sends a call and waits for its outcome. Without `sendAnyway` a payload that is not valid for the action is
   * refused with `invalid-params`; with it the text goes out as it is. A station that is not connected gives the
   * outcome `disconnected`; one never seen fails with `not-found`. Cancelling the method cancels the call.
   */
  'command.call': {
    params: z.object({
      stationId,
      action: z.string().min(1).max(200),
      payload: payloadText,
      sendAnyway: z.boolean().optional(),
      timeoutMs: z.number().int().min(100).max(3_600_000).optional(),
    }),
    result: outcomeSchema,
  },

  /** The JSON Schema of an action's payload; `not-found` where the version does not have it. */
  'schema.get': {
    params: z.object({
      version: ocppVersionSchema,
      action: z.string(),
      part: z.enum(['request', 'response']),
    }),
    result: z.object({ schema: jsonSchema }),
  },
  /** What is wrong with a payload text: JSON syntax first, then the schema. An empty list means valid. */
  'schema.check': {
    params: z.object({
      version: ocppVersionSchema,
      action: z.string(),
      part: z.enum(['request', 'response']),
      payload: payloadText,
    }),
    result: z.object({ issues: z.array(issueSchema) }),
  },

  /** Opens a view. It grows by itself (topic `view`) until it is closed or its link is. */
  'view.open': { params: z.object({ filter: traceFilterSchema }), result: z.object({ view }) },
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
  /** Where a record stands in a view, or nothing where the filter hides it. */
  'view.locate': {
    params: z.object({ view, seq: z.number().int() }),
    result: z.object({ index: z.number().int().optional() }),
  },
  /** The next (`step` 1) or previous (-1) row with an issue, starting beside `from`. */
  'view.nextIssue': {
    params: z.object({ view, from: z.number().int(), step: z.union([z.literal(1), z.literal(-1)]) }),
    result: z.object({ index: z.number().int().optional() }),
  },

  'record.get': { params: z.object({ seq: z.number().int() }), result: traceRecordSchema },
  'trace.stats': { params: none, result: traceStatsSchema },
  /** The actions that occur, most frequent first, of one station or of all. */
  'trace.actions': {
    params: z.object({ stationId: stationId.optional() }),
    result: z.array(z.object({ action: z.string(), count: z.number().int() })),
  },
  /** Makes an export ready; the host saves what `ticket` stands for. A ticket is good once and for ten minutes. */
  'export.prepare': {
    params: z.object({ format: z.enum(['jsonl']), filter: traceFilterSchema }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },

  'practice.start': {
    params: z.object({
      version: ocppVersionSchema,
      stationId: stationId.optional(),
      plug: z.boolean().optional(),
    }),
    result: practiceStateSchema,
  },
  'practice.stop': { params: z.object({ stationId }), result: none },
  'practice.act': {
    params: z.object({ stationId, act: practiceActSchema, connectorId: z.number().int().optional() }),
    result: none,
  },
} as const;

export type Methods = typeof METHODS;
export type MethodName = keyof Methods;
/** What a caller passes. */
export type Params<M extends MethodName> = z.input<Methods[M]['params']>;
/** What a handler receives, checked. */
export type CheckedParams<M extends MethodName> = z.output<Methods[M]['params']>;
export type Result<M extends MethodName> = z.output<Methods[M]['result']>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
