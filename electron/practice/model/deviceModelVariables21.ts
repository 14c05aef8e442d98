import { flag, integer, members, string, type Variable } from './deviceModelVariables.ts';

const fixed = { access: 'ReadOnly' } as const;

/** What a station of 2.1 says of the blocks that came with that version (OCPP 2.1 part 2, appendix 3). */
export const VARIABLES_21: readonly Variable[] = [
  flag('TariffCostCtrlr', 'Available', true, { ...fixed, instance: 'Tariff' }),
  flag('TariffCostCtrlr', 'Enabled', true, { ...fixed, instance: 'Tariff' }),
  string('TariffCostCtrlr', 'Currency', 'EUR', { maxLength: 3 }),
  flag('SmartChargingCtrlr', 'SupportsDynamicProfiles', true, fixed),
  members(
    'SmartChargingCtrlr',
    'SupportedAdditionalPurposes',
    'PriorityCharging',
    ['PriorityCharging'],
    fixed,
  ),
  integer('MonitoringCtrlr', 'MaxPeriodicEventStreams', 10, fixed),
  flag('ACDERCtrlr', 'Available', true, fixed),
  flag('ACDERCtrlr', 'Enabled', true, fixed),
  flag('BatterySwapCtrlr', 'Available', true, fixed),
  flag('BatterySwapCtrlr', 'Enabled', true, fixed),
  flag('WebPaymentsCtrlr', 'Available', true, fixed),
  flag('WebPaymentsCtrlr', 'Enabled', true, fixed),
];
