/** What OCPP 1.5 can measure (WSDL, Measurand). */
export const MEASURANDS_15 = [
  'Energy.Active.Export.Register',
  'Energy.Active.Import.Register',
  'Energy.Reactive.Export.Register',
  'Energy.Reactive.Import.Register',
  'Energy.Active.Export.Interval',
  'Energy.Active.Import.Interval',
  'Energy.Reactive.Export.Interval',
  'Energy.Reactive.Import.Interval',
  'Power.Active.Export',
  'Power.Active.Import',
  'Power.Reactive.Export',
  'Power.Reactive.Import',
  'Current.Export',
  'Current.Import',
  'Voltage',
  'Temperature',
] as const;

/** OCPP 1.6 §7.31. */
export const MEASURANDS_16 = [
  ...MEASURANDS_15,
  'Current.Offered',
  'Frequency',
  'Power.Factor',
  'Power.Offered',
  'RPM',
  'SoC',
] as const;

/** OCPP 2.0.1 part 2 §3.55, MeasurandEnumType. */
export const MEASURANDS_201 = [
  'Current.Export',
  'Current.Import',
  'Current.Offered',
  'Energy.Active.Export.Register',
  'Energy.Active.Import.Register',
  'Energy.Reactive.Export.Register',
  'Energy.Reactive.Import.Register',
  'Energy.Active.Export.Interval',
  'Energy.Active.Import.Interval',
  'Energy.Active.Net',
  'Energy.Reactive.Export.Interval',
  'Energy.Reactive.Import.Interval',
  'Energy.Reactive.Net',
  'Energy.Apparent.Net',
  'Energy.Apparent.Import',
  'Energy.Apparent.Export',
  'Frequency',
  'Power.Active.Export',
  'Power.Active.Import',
  'Power.Factor',
  'Power.Offered',
  'Power.Reactive.Export',
  'Power.Reactive.Import',
  'SoC',
  'Voltage',
] as const;

/** OCPP 2.1 part 2, MeasurandEnumType, what came with that version. */
const MEASURANDS_OF_21 = [
  'Current.Export.Offered',
  'Current.Export.Minimum',
  'Current.Import.Offered',
  'Current.Import.Minimum',
  'Display.PresentSOC',
  'Display.MinimumSOC',
  'Display.TargetSOC',
  'Display.MaximumSOC',
  'Display.RemainingTimeToMinimumSOC',
  'Display.RemainingTimeToTargetSOC',
  'Display.RemainingTimeToMaximumSOC',
  'Display.ChargingComplete',
  'Display.BatteryEnergyCapacity',
  'Display.InletHot',
  'Energy.Active.Import.CableLoss',
  'Energy.Active.Import.LocalGeneration.Register',
  'Energy.Active.Setpoint.Interval',
  'EnergyRequest.Target',
  'EnergyRequest.Minimum',
  'EnergyRequest.Maximum',
  'EnergyRequest.Minimum.V2X',
  'EnergyRequest.Maximum.V2X',
  'EnergyRequest.Bulk',
  'Power.Active.Setpoint',
  'Power.Active.Residual',
  'Power.Export.Minimum',
  'Power.Export.Offered',
  'Power.Import.Offered',
  'Power.Import.Minimum',
  'Voltage.Minimum',
  'Voltage.Maximum',
] as const;

export const MEASURANDS_21 = [...MEASURANDS_201, ...MEASURANDS_OF_21] as const;

/** What may hang on a measurand in a list, as in `Voltage.L1` (OCPP 1.6 §7.36, Phase). */
export const PHASES = ['L1', 'L2', 'L3', 'N', 'L1-N', 'L2-N', 'L3-N', 'L1-L2', 'L2-L3', 'L3-L1'] as const;

/** How the phases of a connector are wired to those of the grid (OCPP 1.6 §9.1.7). */
export const PHASE_ROTATIONS = [
  'NotApplicable',
  'Unknown',
  'RST',
  'RTS',
  'SRT',
  'STR',
  'TRS',
  'TSR',
] as const;
