import type { Json } from '../../json.ts';
import { listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, grouped, joined, place, transaction } from './wording.ts';

/** One sampled value in its base unit. */
interface Sample {
  measurand: string;
  phase: string | undefined;
  value: number;
  unit: string;
}

/** OCPP 1.6 §7.43 SampledValue and 2.x SampledValueType: what is absent means this. */
export const DEFAULT_MEASURAND = 'Energy.Active.Import.Register';

/** `11.2 kW · 16.2 A · 230 V · 1,204,341 Wh`: the newest sample of what a technician looks for first. */
export function sayMeterValues(meterValues: readonly Json[]): string | undefined {
  const newest = meterValues.at(-1);
  const sampledValues = [...listOf(newest, 'sampledValue'), ...listOf(newest, 'value').map(asSampledValue)];
  const samples = sampledValues.map(readSample).filter((sample) => sample !== undefined);
  const words = joined(
    [
      say(samples, 'Power.Active.Import', sum, ['W', 1000, 'kW', 1]),
      say(samples, 'Power.Active.Export', sum, ['W', 1000, 'kW out', 1]),
      say(samples, 'Current.Import', largest, ['A', 1, 'A', 1]),
      say(samples, 'Current.Export', largest, ['A', 1, 'A out', 1]),
      say(samples, 'Voltage', largest, ['V', 1, 'V', 0]),
      say(samples, DEFAULT_MEASURAND, sum, ['Wh', 1, 'Wh', 0]),
      say(samples, 'Energy.Active.Export.Register', sum, ['Wh', 1, 'Wh out', 0]),
      say(samples, 'SoC', largest, ['Percent', 1, '% SoC', 0]),
      say(samples, 'Temperature', largest, ['Celsius', 1, '°C', 0]),
    ],
    ' · ',
  );
  if (words !== '') return words;
  return sampledValues.length === 0 ? undefined : counted(sampledValues.length, 'value');
}

/** 1.5 has the unit and the measurand as attributes of the value. */
function asSampledValue(item: Json): Json {
  const value = textOf(item, '$value');
  return { ...objectOf(item, 'attributes'), ...(value === undefined ? {} : { value }) };
}

function readSample(item: Json): Sample | undefined {
  const value = numberOf(item, 'value');
  if (value === undefined) return undefined;
  const unitOfMeasure = objectOf(item, 'unitOfMeasure');
  const unit = textOf(item, 'unit') ?? textOf(unitOfMeasure, 'unit');
  const multiplier = numberOf(unitOfMeasure, 'multiplier') ?? 0;
  const measurand = textOf(item, 'measurand') ?? DEFAULT_MEASURAND;
  return {
    measurand,
    phase: textOf(item, 'phase'),
    ...inBaseUnit(value * 10 ** multiplier, unit, measurand),
  };
}

function inBaseUnit(
  value: number,
  unit: string | undefined,
  measurand: string,
): { value: number; unit: string } {
  switch (unit) {
    case 'kW':
      return { value: value * 1000, unit: 'W' };
    case 'kWh':
      return { value: value * 1000, unit: 'Wh' };
    case 'Amp': // the names of 1.5
      return { value, unit: 'A' };
    case 'Volt':
      return { value, unit: 'V' };
    case 'Celcius': // a spelling that early editions of 1.6 had
    case 'C':
      return { value, unit: 'Celsius' };
    case 'Fahrenheit':
      return { value: ((value - 32) * 5) / 9, unit: 'Celsius' };
    case 'K':
      return { value: value - 273.15, unit: 'Celsius' };
    case undefined:
      return { value, unit: DEFAULT_UNITS[measurand] ?? '' };
    default:
      return { value, unit };
  }
}

/** Stations leave the unit out where only one makes sense. */
export const DEFAULT_UNITS: Readonly<Record<string, string>> = {
  'Power.Active.Import': 'W',
  'Power.Active.Export': 'W',
  'Current.Import': 'A',
  'Current.Export': 'A',
  Voltage: 'V',
  [DEFAULT_MEASURAND]: 'Wh',
  'Energy.Active.Export.Register': 'Wh',
  SoC: 'Percent',
  Temperature: 'Celsius',
};

type Combine = (values: readonly number[]) => number;
const sum: Combine = (values) => values.reduce((total, value) => total + value, 0);
const largest: Combine = (values) => Math.max(...values);

/** Of one measurand the value without phase; where there is none, its phases (not N, not line to line) combined. */
function say(
  samples: readonly Sample[],
  measurand: string,
  combine: Combine,
  [base, divisor, unit, decimals]: readonly [base: string, divisor: number, unit: string, decimals: number],
): string | undefined {
  const all = samples.filter((sample) => sample.measurand === measurand);
  const total = all.find(({ phase }) => phase === undefined);
  const phases = all.filter(({ phase }) => phase !== undefined && /^L[123](-N)?$/.test(phase));
  const chosen = total === undefined ? phases : [total];
  const first = chosen[0];
  if (first === undefined) return undefined;
  const value = combine(chosen.slice(0, 3).map((sample) => sample.value));
  // A unit that does not fit the measurand is shown as it came: hiding it would hide the fault.
  if (first.unit !== base) return joined([grouped(value, decimals), first.unit], ' ');
  return `${grouped(value / divisor, decimals)} ${unit}`;
}

export const METER_VALUES: Summaries = {
  MeterValues: {
    request(payload) {
      const values = sayMeterValues([...listOf(payload, 'meterValue'), ...listOf(payload, 'values')]);
      const where = place(payload);
      // Most stations have one connector, which needs no name; the mains meter and further ones do.
      return joined([
        values ?? 'no values',
        where === 'connector 1' ? undefined : where,
        transaction(payload),
      ]);
    },
  },
};
