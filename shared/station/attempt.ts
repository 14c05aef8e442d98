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
 * segment as sent, before percent-decoding. `details` are plain facts that are no fault: what was agreed, which
 * credentials came. Attempts of one address that failed in the same way are one: `count` says how many (absent: one),
 * `at` is when the first came, `lastAt` the newest, whose head is shown.
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
  isEncrypted: z.boolean().optional(),
  details: z.array(z.string()).optional(),
  count: z.number().int().optional(),
  lastAt: z.number().optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** When the newest of the attempts came that one entry stands for. Epoch ms. */
export function newestAt({ at, lastAt }: Pick<Attempt, 'at' | 'lastAt'>): number {
  return lastAt ?? at;
}
