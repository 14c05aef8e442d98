import { z } from 'zod';
import type { Json } from '../json.ts';
import { failureSchema } from './failure.ts';
import { LIMITS } from './limits.ts';

const id = z.number().int().min(1);
const seq = z.number().int().min(0);

/**
 * What an envelope carries. It came out of `JSON.parse`, so it is JSON by construction: walking through it again would
 * cost more than everything else about a message of 500 rows. Params are checked against their method's own schema.
 */
const payload = z.custom<Json>((value) => value !== undefined);

/** What a client sends. `id` counts up per link; `cancel` and `unsubscribe` name the id of what they end. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, method: z.string(), params: payload }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('subscribe'), id, topic: z.string(), params: payload }),
  z.object({ type: z.literal('unsubscribe'), id }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** The id of failures that concern the link itself: junk text. */
export const LINK_ID = 0;

/**
 * What a server sends. `stale` tells a slow client that changes were left out: the subscription is over, and it
 * subscribes again for a snapshot. A `failure` may have `LINK_ID`.
 */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id, result: payload }),
  z.object({ type: z.literal('failure'), id: z.number().int().min(LINK_ID), failure: failureSchema }),
  z.object({ type: z.literal('snapshot'), id, seq, snapshot: payload }),
  z.object({ type: z.literal('change'), id, seq, change: payload }),
  z.object({ type: z.literal('stale'), id }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** A message before it is text: what it carries has its own type, which JSON does not know (optional members). */
export type Outgoing<T extends ClientMessage | ServerMessage> = T extends unknown
  ? { [K in keyof T]: Json extends T[K] ? unknown : T[K] }
  : never;

export type Reading<T> = { ok: true; message: T } | { ok: false; reason: string };

/** Reads a text as a message. Junk is an ordinary outcome, with the end of a sentence that says what is wrong. */
export function readMessage<T>(schema: z.ZodType<T>, text: string): Reading<T> {
  if (text.length > LIMITS.messageChars) {
    return {
      ok: false,
      reason: `has ${text.length} characters, more than the ${LIMITS.messageChars} allowed`,
    };
  }
  const parsed = parseJson(text);
  if (parsed === undefined) return { ok: false, reason: 'is not JSON' };
  const checked = schema.safeParse(parsed);
  return checked.success
    ? { ok: true, message: checked.data }
    : { ok: false, reason: 'is not a message of the contract' };
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    // The place of a syntax error helps nobody: the text was made by a program that speaks something else.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
