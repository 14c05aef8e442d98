import { z } from 'zod';

/**
 * How far a connection attempt came: the TCP connection, TLS, an HTTP request, the WebSocket upgrade, or a session
 * in which OCPP can be spoken.
 */
export const ATTEMPT_STAGES = ['tcp', 'tls', 'http', 'upgrade', 'connected'] as const;
export const attemptStageSchema = z.enum(ATTEMPT_STAGES);
export type AttemptStage = z.infer<typeof attemptStageSchema>;

/**
 * One connection attempt, whatever became of it. `code` names the case and is stable, `sentence` says it in plain
 * words, `remedy` what to do. `head` is the first bytes as received, with passwords masked. `pathId` is the last path
 * segment as sent, before percent-decoding.
 */
export const attemptSchema = z.object({
  id: z.number().int(),
  at: z.number(),
  remoteAddress: z.string(),
  stage: attemptStageSchema,
  ok: z.boolean(),
  code: z.string(),
  sentence: z.string(),
  remedy: z.string().optional(),
  stationId: z.string().optional(),
  pathId: z.string().optional(),
  head: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;
