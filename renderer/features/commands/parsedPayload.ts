import type { Json } from '../../../shared/json.ts';
import type { LongNumbers } from '../../../shared/longNumbers.ts';

/**
 * A payload text as a value; nothing while it is broken, which it may be as long as somebody types. With `numbers`
 * long ones keep their digits until it is written again.
 */
export function parsedPayload(payload: string, numbers?: LongNumbers): Json | undefined {
  try {
    return numbers === undefined ? (JSON.parse(payload) as Json) : numbers.parse(payload);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
