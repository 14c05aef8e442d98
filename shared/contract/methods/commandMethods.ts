import { z } from 'zod';
import { jsonSchema } from '../../json.ts';
import { ocppVersionSchema } from '../../ocpp/version.ts';
import { outcomeSchema } from '../../station/outcome.ts';
import { issueSchema } from '../../trace/issue.ts';
import { payloadText, stationId } from './params.ts';

/** Commands to stations, and the schemas behind them. */
export const COMMAND_METHODS = {
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

  /**
   * Sends a frame exactly as it is written, whatever it is; `seq` is its record. What the station makes of it is in the
   * trace. Fails with `unavailable` while the station is not connected.
   */
  'command.sendRaw': {
    params: z.object({ stationId, text: payloadText }),
    result: z.object({ seq: z.number().int() }),
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
} as const;
