import type { Connector } from './connector.ts';
import type { Reading } from './sampledReading.ts';

/** Every measurand that this station can measure. */
export const MEASURANDS = [
  'Energy.Active.Import.Register',
  'Power.Active.Import',
  'Power.Offered',
  'Power.Factor',
  'Current.Import',
  'Current.Offered',
  'Voltage',
  'Frequency',
  'SoC',
  'Temperature',
] as const;
export type Measurand = (typeof MEASURANDS)[number];

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function perPhase(measurand: Measurand, values: readonly number[], unit: string, suffix: string): Reading[] {
  return values.map((value, index) => ({
    measurand,
    value: rounded(value, 2),
    unit,
    phase: `L${index + 1}${suffix}`,
  }));
}

const READERS: Record<Measurand, (connector: Connector) => Reading[]> = {
  'Energy.Active.Import.Register': ({ meter }) => [
    { measurand: 'Energy.Active.Import.Register', value: Math.floor(meter.registerWh), unit: 'Wh' },
  ],
  'Power.Active.Import': ({ meter }) => [
    { measurand: 'Power.Active.Import', value: rounded(meter.powerW, 1), unit: 'W' },
  ],
  'Power.Offered': (connector) => [
    { measurand: 'Power.Offered', value: Math.round(connector.limitA * 3 * 230), unit: 'W' },
  ],
  'Power.Factor': ({ meter }) => [{ measurand: 'Power.Factor', value: meter.powerW > 0 ? 0.99 : 1 }],
  'Current.Import': ({ meter }) => perPhase('Current.Import', meter.currentsA, 'A', ''),
  'Current.Offered': (connector) => [
    { measurand: 'Current.Offered', value: rounded(connector.limitA, 1), unit: 'A' },
  ],
  Voltage: ({ meter }) => perPhase('Voltage', meter.voltagesV, 'V', '-N'),
  Frequency: () => [{ measurand: 'Frequency', value: 50 }],
  SoC: ({ car }) =>
    car === undefined
      ? []
      : [{ measurand: 'SoC', value: Math.floor(car.socPercent), unit: 'Percent', location: 'EV' }],
  Temperature: ({ meter }) => [
    {
      measurand: 'Temperature',
      value: rounded(meter.temperatureCelsius, 1),
      unit: 'Celsius',
      location: 'Body',
    },
  ],
};

/** The values of the wanted measurands; ones that this station lacks are left out. */
export function readConnector(connector: Connector, wanted: readonly string[]): Reading[] {
  return MEASURANDS.filter((measurand) => wanted.includes(measurand)).flatMap((measurand) =>
    READERS[measurand](connector),
  );
}
