import type { Json } from '../../../shared/json.ts';
import { markLongNumbers } from '../../../shared/ocpp/longIntegers.ts';

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A payload text as a value; nothing while it is broken, which it may be as long as somebody types. */
export function parsedPayload(payload: string): Json | undefined {
  return parsed(payload);
}

/** The same with long numbers marked, so that `writeLongNumbers` gives them back with their digits. */
export function exactPayload(payload: string): Json | undefined {
  return parsed(markLongNumbers(payload));
}
