import { isOcpp1, type OcppVersion } from '../version.ts';

/** Units as stations write them, in lower case, and the unit of the specification that they mean. */
const UNITS = new Map<string, string>([
  ['celcius', 'Celsius'],
  ['celsius', 'Celsius'],
  ['c', 'Celsius'],
  ['°c', 'Celsius'],
  ['degc', 'Celsius'],
  ['f', 'Fahrenheit'],
  ['°f', 'Fahrenheit'],
  ['kelvin', 'K'],
  ['%', 'Percent'],
  ['percentage', 'Percent'],
  ['amp', 'A'],
  ['amps', 'A'],
  ['ampere', 'A'],
  ['volt', 'V'],
  ['volts', 'V'],
  ['watt', 'W'],
  ['watts', 'W'],
  ['watthour', 'Wh'],
  ['kilowatt', 'kW'],
  ['rpm', 'RPM'],
]);

const HERTZ = new Set(['hz', 'hertz']);

/**
 * The unit that is meant by a spelling that is not in the specification. 1.6 has no unit for a frequency: it says that
 * it is Hertz (OCPP 1.6 §7.31); 2.x writes `Hz` (OCPP 2.x part 2 appendix 2).
 */
export function knownUnit(spelt: string, version: OcppVersion): string | undefined {
  const key = spelt.trim().toLowerCase();
  if (HERTZ.has(key)) return isOcpp1(version) ? 'Hertz' : 'Hz';
  return UNITS.get(key);
}

const MEASURANDS = new Map<string, string>([
  ['stateofcharge', 'SoC'],
  ['soc', 'SoC'],
  ['power', 'Power.Active.Import'],
  ['current', 'Current.Import'],
  ['energy', 'Energy.Active.Import.Register'],
]);

/** The measurand that is meant by a short name. */
export function knownMeasurand(spelt: string): string | undefined {
  return MEASURANDS.get(spelt.trim().toLowerCase());
}
