import type { Json } from '../../../../../shared/json.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { meterReading, type MeterReading } from '../../station/meterReading.ts';
import { stationTime } from '../../station/stationTime.ts';
import type { StationEvent } from '../detector.ts';

/** A reading of one connector. `at` is the station's own time in epoch ms. */
export interface MeterSample extends MeterReading {
  /** `connector 1`, `EVSE 1`: how the technician knows it. */
  place: string;
  at: number;
  transactionId: string | undefined;
}

/** What a call says of a meter, or nothing where it is not about one. */
export function meterSample(event: StationEvent): MeterSample | undefined {
  if (event.type !== 'call') return undefined;
  if (event.action !== 'MeterValues' && event.action !== 'TransactionEvent') return undefined;
  const payload = objectOf(event.payload);
  const reading = meterReading(payload['meterValue']);
  const evse = objectOf(payload['evse']);
  const evseId = textOf(payload['evseId']) ?? textOf(evse['id']);
  const place = evseId === undefined ? connectorPlace(payload['connectorId']) : `EVSE ${evseId}`;
  if (place === undefined) return undefined;
  const transaction = payload['transactionId'] ?? objectOf(payload['transactionInfo'])['transactionId'];
  return {
    ...reading,
    place,
    at: stationTime(reading.timestamp ?? textOf(payload['timestamp']), event.at) ?? event.at,
    transactionId: textOf(transaction),
  };
}

/** Nothing for connector 0, which is the station as a whole and has a meter of its own. */
export function connectorPlace(connectorId: Json | undefined): string | undefined {
  const id = textOf(connectorId);
  return id === undefined || id === '0' ? undefined : `connector ${id}`;
}
