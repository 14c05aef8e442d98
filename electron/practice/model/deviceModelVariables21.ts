import { flag, integer, members, string, type Variable } from './deviceModelVariables.ts';

const fixed = { access: 'ReadOnly' } as const;

const shown = { access: 'ReadWrite', maxLength: 255 } as const;

const INTERFACES = ['Wired0', 'Wired1', 'Wireless0', 'Wireless1', 'Any'];

/** A network connection profile as variables. */
function networkSlot(slot: number): Variable[] {
  const of = { componentInstance: String(slot), access: 'ReadWrite', needsReboot: true } as const;
  const name = 'NetworkConfiguration';
  return [
    string(name, 'OcppCsmsUrl', '', { ...of, maxLength: 2000 }),
    { ...string(name, 'OcppVersion', 'OCPP21', of), dataType: 'OptionList', values: ['OCPP201', 'OCPP21'] },
    { ...string(name, 'OcppInterface', 'Any', of), dataType: 'OptionList', values: INTERFACES },
    { ...string(name, 'OcppTransport', 'JSON', of), dataType: 'OptionList', values: ['JSON'] },
    integer(name, 'MessageTimeout', 30, { ...of, unit: 's', min: 1, max: 600 }),
    integer(name, 'SecurityProfile', 1, { ...of, max: 3 }),
    string(name, 'Identity', '', { ...of, maxLength: 48 }),
    string(name, 'BasicAuthPassword', '', { ...of, access: 'WriteOnly', maxLength: 64 }),
    flag(name, 'VpnEnabled', false, of),
    flag(name, 'ApnEnabled', false, of),
  ];
}

/** What a station of 2.1 says of the blocks that came with that version (OCPP 2.1 part 2, appendix 3). */
export const VARIABLES_21: readonly Variable[] = [
  flag('TariffCostCtrlr', 'Available', true, { ...fixed, instance: 'Tariff' }),
  flag('TariffCostCtrlr', 'Enabled', true, { ...fixed, instance: 'Tariff' }),
  string('TariffCostCtrlr', 'Currency', 'EUR', { maxLength: 3 }),
  string('TariffCostCtrlr', 'TariffFallbackMessage', 'The price is shown in your app.', shown),
  string('TariffCostCtrlr', 'TotalCostFallbackMessage', 'The cost is shown in your app.', shown),
  members(
    'DisplayMessageCtrlr',
    'SupportedStates',
    'Charging,Faulted,Idle,Unavailable',
    ['Charging', 'Faulted', 'Idle', 'Unavailable'],
    fixed,
  ),
  {
    ...string('DisplayMessageCtrlr', 'Language', 'en', { access: 'ReadWrite' }),
    dataType: 'OptionList',
    values: ['de', 'en', 'fr', 'nl'],
  },
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
  members('ACDERCtrlr', 'ModesSupported', 'FreqDroop,VoltVar', ['FreqDroop', 'VoltVar'], fixed),
  flag('BatterySwapCtrlr', 'Available', true, fixed),
  flag('BatterySwapCtrlr', 'Enabled', true, fixed),
  flag('WebPaymentsCtrlr', 'Available', true, fixed),
  flag('WebPaymentsCtrlr', 'Enabled', true, fixed),
  string('WebPaymentsCtrlr', 'URLTemplate', 'https://pay.example/{evseId}?totp={TOTP}', {
    access: 'ReadWrite',
    maxLength: 2000,
  }),
  string('WebPaymentsCtrlr', 'TOTPVersion', 'v1', fixed),
  integer('WebPaymentsCtrlr', 'ValidityTime', 30, { unit: 's', min: 1, max: 3600 }),
  string('WebPaymentsCtrlr', 'SharedSecret', '', { access: 'WriteOnly', maxLength: 64 }),
  integer('WebPaymentsCtrlr', 'Length', 8, { min: 1, max: 16 }),
  ...networkSlot(1),
  ...networkSlot(2),
];
