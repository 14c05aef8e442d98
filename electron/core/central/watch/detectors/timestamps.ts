import type { Json } from '../../../../../shared/json.ts';
import { objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';

/** Calls that carry the station's time. */
export const TIMED_CALLS = [
  'StatusNotification',
  'MeterValues',
  'StartTransaction',
  'StopTransaction',
  'TransactionEvent',
  'SecurityEventNotification',
] as const;

/** When the station says that it was: the first of its meter values where the message itself has no time. */
export function timestampOf(payload: Json): string | undefined {
  const fields = objectOf(payload);
  const own = textOf(fields['timestamp']);
  if (own !== undefined) return own;
  const first = objectsOf(fields['meterValue'])[0];
  return first === undefined ? undefined : textOf(first['timestamp']);
}
