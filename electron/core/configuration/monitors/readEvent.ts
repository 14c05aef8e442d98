import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { StationEvent } from '../../../../shared/station/stationEvent.ts';
import { integerOf, textOf } from '../../../../shared/payloadFields.ts';
import { shownAddress } from '../../../../shared/configuration/variableMessage.ts';

/** EventDataType says 2500; a station in error must not fill the memory. */
const VALUE_CHARS = 2500;

export type ReadEvent = Omit<StationEvent, 'no' | 'set' | 'isOpen' | 'at' | 'seq'>;

/** One entry of `eventData`, as far as it is usable. */
export function readEvent(data: JsonObject): ReadEvent {
  const happenedAt = Date.parse(textOf(data['timestamp']) ?? '');
  return {
    address: shownAddress(data),
    actualValue: shown(data['actualValue']),
    trigger: textOf(data['trigger']) ?? '?',
    isCleared: data['cleared'] === true || data['cleared'] === 'true',
    ...present('eventId', integerOf(data['eventId'])),
    ...present('made', textOf(data['eventNotificationType'])),
    ...present('monitorId', integerOf(data['variableMonitoringId'])),
    ...present('severity', integerOf(data['severity'])),
    ...present('cause', integerOf(data['cause'])),
    ...present('techCode', textOf(data['techCode'])),
    ...present('techInfo', textOf(data['techInfo'])),
    ...present('transactionId', textOf(data['transactionId'])),
    ...present('happenedAt', Number.isNaN(happenedAt) ? undefined : happenedAt),
  };
}

function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_CHARS ? `${text.slice(0, VALUE_CHARS)}…` : text;
}

function present<K extends keyof ReadEvent>(
  key: K,
  value: ReadEvent[K] | undefined,
): Partial<Pick<ReadEvent, K>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Pick<ReadEvent, K>>);
}
