import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { isOcpp1, type OcppVersion } from '../version.ts';

/** What the specification says for a field that is absent. `count` is how often it is. */
export interface Assumption {
  field: string;
  value: string;
  count: number;
}

const ENERGY = 'Energy.Active.Import.Register';

/** Defaults that hold in this payload (OCPP 1.6 §7.43 SampledValue, 2.x SampledValueType; OCPP 1.6 §6.47). */
export function assumedDefaults(payload: Json, action: string, version: OcppVersion): Assumption[] {
  const counts = new Map<string, Assumption>();
  const assume = (field: string, value: string): void => {
    const before = counts.get(field + value);
    counts.set(field + value, { field, value, count: (before?.count ?? 0) + 1 });
  };
  if (!isJsonObject(payload)) return [];
  if (action === 'StatusNotification' && payload['timestamp'] === undefined) {
    assume('timestamp', 'the time of arrival');
  }
  for (const meterValue of listOf(payload['meterValue'] ?? payload['transactionData'])) {
    for (const sample of listOf(meterValue['sampledValue'])) assumeOfSample(sample, version, assume);
  }
  return [...counts.values()];
}

function assumeOfSample(
  sample: JsonObject,
  version: OcppVersion,
  assume: (field: string, value: string) => void,
): void {
  const { context, measurand, unit, unitOfMeasure } = sample;
  if (context === undefined) assume('context', 'Sample.Periodic');
  if (measurand === undefined) assume('measurand', ENERGY);
  const hasUnit = isOcpp1(version)
    ? unit !== undefined
    : isJsonObject(unitOfMeasure) && unitOfMeasure['unit'] !== undefined;
  if (hasUnit) return;
  const isEnergy = typeof measurand === 'string' ? measurand.startsWith('Energy.') : measurand === undefined;
  if (isEnergy) assume('unit', 'Wh');
  else if (measurand === 'Frequency') assume('unit', 'Hertz');
}

function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value)
    ? value.filter((item) => isJsonObject(item))
    : isJsonObject(value)
      ? [value]
      : [];
}
