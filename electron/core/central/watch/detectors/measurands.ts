import { keptText } from '../keptText.ts';

/** Measurands of 1.6 (§7.31) and 2.x (part 2, MeasurandEnumType). */
export const MEASURANDS = [
  'Current.Export',
  'Current.Import',
  'Current.Import.Offered',
  'Current.Import.Minimum',
  'Current.Offered',
  'Display.BatteryEnergyCapacity',
  'Display.ChargingComplete',
  'Display.InletHot',
  'Display.MaximumSOC',
  'Display.MinimumSOC',
  'Display.PresentSOC',
  'Display.RemainingTimeToMaximumSOC',
  'Display.RemainingTimeToMinimumSOC',
  'Display.RemainingTimeToTargetSOC',
  'Display.TargetSOC',
  'Energy.Active.Export.Interval',
  'Energy.Active.Export.Register',
  'Energy.Active.Import.CableLoss',
  'Energy.Active.Import.Interval',
  'Energy.Active.Import.LocalGeneration.Register',
  'Energy.Active.Import.Register',
  'Energy.Active.Net',
  'Energy.Active.Setpoint.Interval',
  'Energy.Apparent.Export',
  'Energy.Apparent.Import',
  'Energy.Apparent.Net',
  'Energy.Reactive.Export.Interval',
  'Energy.Reactive.Export.Register',
  'Energy.Reactive.Import.Interval',
  'Energy.Reactive.Import.Register',
  'Energy.Reactive.Net',
  'EnergyRequest.Bulk',
  'EnergyRequest.Maximum',
  'EnergyRequest.Maximum.V2X',
  'EnergyRequest.Minimum',
  'EnergyRequest.Minimum.V2X',
  'EnergyRequest.Target',
  'Frequency',
  'Power.Active.Export',
  'Power.Active.Import',
  'Power.Active.Residual',
  'Power.Active.Setpoint',
  'Power.Export.Minimum',
  'Power.Export.Offered',
  'Power.Factor',
  'Power.Import.Minimum',
  'Power.Import.Offered',
  'Power.Offered',
  'Power.Reactive.Export',
  'Power.Reactive.Import',
  'RPM',
  'SoC',
  'Temperature',
  'Voltage',
  'Voltage.Maximum',
  'Voltage.Minimum',
] as const;

const KNOWN: ReadonlySet<string> = new Set(MEASURANDS);

/** The items of a list of measurands; phases behind a measurand (`Voltage.L1`) are left out. */
export function measurandsOf(list: string): string[] {
  return keptText(list, 2000)
    .split(',')
    .map((item) => item.trim().replace(/\.(L[123N](-(L[123]|N))?|N)$/, ''))
    .filter((item) => item !== '');
}

/** Whether a name is the beginning of a measurand and none itself: what is left of a list that was cut. */
export function isCutMeasurand(name: string): boolean {
  return name !== '' && !KNOWN.has(name) && MEASURANDS.some((measurand) => measurand.startsWith(name));
}
