import { z } from 'zod';
import { jsonSchema } from '../json.ts';
import { failureSchema } from './failure.ts';

const id = z.number().int();

/** What a client sends. `id` counts up per link; `cancel` and `unsubscribe` name the id of what they end. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, method: z.string(), params: jsonSchema }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('subscribe'), id, topic: z.string(), params: jsonSchema }),
  z.object({ type: z.literal('unsubscribe'), id }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/**
 * What a server sends. `stale` tells a slow client that changes were left out: it subscribes again for a snapshot.
 * A `failure` with id 0 concerns the link itself (junk text).
 */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id, result: jsonSchema }),
  z.object({ type: z.literal('failure'), id, failure: failureSchema }),
  z.object({ type: z.literal('snapshot'), id, seq: z.number().int(), snapshot: jsonSchema }),
  z.object({ type: z.literal('change'), id, seq: z.number().int(), change: jsonSchema }),
  z.object({ type: z.literal('stale'), id }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
