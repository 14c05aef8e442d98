import type { Json, JsonObject } from '../../../../shared/json.ts';
import { numberOf, objectOf, objectsOf, textOf } from '../../../../shared/payloadFields.ts';

/** The newest of each quantity in a list of meter values; power in W, energy in Wh. */
export interface MeterReading {
  powerW?: number;
  energyWh?: number;
  socPercent?: number;
  /** Timestamp of the last meter value, as sent. */
  timestamp?: string;
}

type Quantity = 'powerW' | 'energyWh' | 'socPercent';

const QUANTITIES = new Map<string, Quantity>([
  ['Power.Active.Import', 'powerW'],
  ['Energy.Active.Import.Register', 'energyWh'],
  ['SoC', 'socPercent'],
]);

/** A list is read by all who look at the message, one after the other. */
let last: { meterValues: Json | undefined; reading: Readonly<MeterReading> } = {
  meterValues: undefined,
  reading: {},
};

/** Reads `meterValue` lists of all versions. A total goes before the sum of its phases. */
export function meterReading(meterValues: Json | undefined): Readonly<MeterReading> {
  if (last.meterValues !== meterValues) last = { meterValues, reading: read(meterValues) };
  return last.reading;
}

function read(meterValues: Json | undefined): MeterReading {
  const reading: MeterReading = {};
  for (const meterValue of objectsOf(meterValues)) {
    const timestamp = textOf(meterValue['timestamp']);
    if (timestamp !== undefined) reading.timestamp = timestamp;
    addSamples(reading, samplesOf(meterValue));
  }
  return reading;
}

/** In 1.5 a value has its unit and measurand as attributes. */
function samplesOf(meterValue: JsonObject): readonly JsonObject[] {
  if (meterValue['value'] === undefined) return objectsOf(meterValue['sampledValue']);
  return objectsOf(meterValue['value']).map(({ $value, attributes }) => ({
    ...objectOf(attributes),
    ...($value === undefined ? {} : { value: $value }),
  }));
}

function addSamples(reading: MeterReading, samples: readonly JsonObject[]): void {
  const totals: Partial<Record<Quantity, number>> = {};
  const phases: Partial<Record<Quantity, number>> = {};
  for (const sample of samples) {
    // OCPP 1.6 §7 SampledValue, 2.x SampledValueType: without a measurand it is the energy register.
    const quantity = QUANTITIES.get(textOf(sample['measurand']) ?? 'Energy.Active.Import.Register');
    const value = quantity === undefined ? undefined : siValue(sample);
    if (quantity === undefined || value === undefined) continue;
    const phase = textOf(sample['phase']);
    if (phase === undefined) totals[quantity] = value;
    else if (/^L[123](-N)?$/.test(phase)) phases[quantity] = (phases[quantity] ?? 0) + value;
  }
  Object.assign(reading, phases, totals);
}

/** 1.6 has the unit as text and the value as text; 2.x has `unitOfMeasure` with a power of ten. */
function siValue(sample: JsonObject): number | undefined {
  const value = numberOf(sample['value']);
  if (value === undefined) return undefined;
  const unitOfMeasure = objectOf(sample['unitOfMeasure']);
  const unit = textOf(sample['unit']) ?? textOf(unitOfMeasure['unit']) ?? '';
  const factor = /^k(W|Wh)$/.test(unit) ? 1000 : 1;
  return value * factor * 10 ** (numberOf(unitOfMeasure['multiplier']) ?? 0);
}
