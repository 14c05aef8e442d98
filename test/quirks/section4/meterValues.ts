import type { JsonObject } from '../../../shared/json.ts';
import { call } from '../quirkRow.ts';

export const AT = '2026-01-31T12:00:00Z';

/** Minutes after `AT`, as a station writes it. */
export function minute(count: number): string {
  return new Date(Date.parse(AT) + count * 60_000).toISOString();
}

/** MeterValues of connector 1 with these samples. */
export function metered(samples: readonly JsonObject[], timestamp = AT, more: JsonObject = {}): string {
  const id = `${timestamp} ${JSON.stringify(samples).length}`;
  return call(
    'MeterValues',
    { connectorId: 1, ...more, meterValue: [{ timestamp, sampledValue: [...samples] }] },
    id,
  );
}

export function energy(value: string | number, more: JsonObject = {}): JsonObject {
  return { value: String(value), measurand: 'Energy.Active.Import.Register', unit: 'Wh', ...more };
}

export function power(value: number): JsonObject {
  return { value: String(value), measurand: 'Power.Active.Import', unit: 'W' };
}
