import type { Json } from '../../../shared/json.ts';

/** A payload text as a value; nothing while it is broken, which it may be as long as somebody types. */
export function parsedPayload(payload: string): Json | undefined {
  try {
    return JSON.parse(payload) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
