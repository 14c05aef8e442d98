import { MEASURANDS } from './readings.ts';
import type { ValueRule } from './variable.ts';

export interface Variable extends ValueRule {
  component: string;
  componentInstance?: string;
  evse?: number;
  connector?: number;
  name: string;
  instance?: string;
  value: string;
  access: 'ReadOnly' | 'ReadWrite' | 'WriteOnly';
  unit?: string;
  needsReboot?: boolean;
  /** Can be watched by SetVariableMonitoring. */
  isMonitored?: boolean;
}

type Rule = Partial<Omit<Variable, 'component' | 'name' | 'value' | 'dataType'>>;

const METERED = MEASURANDS.filter((measurand) => measurand !== 'Temperature');
const STANDARD_MEASURANDS = 'Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC';
/** Where a transaction begins and ends (OCPP 2.0.1 part 2 appendix, TxStartStopPointValues). */
const TX_POINTS = [
  'ParkingBayOccupancy',
  'EVConnected',
  'Authorized',
  'DataSigned',
  'PowerPathClosed',
  'EnergyTransfer',
];

export function integer(component: string, name: string, value: number, rule: Rule = {}): Variable {
  return { access: 'ReadWrite', min: 0, ...rule, component, name, value: String(value), dataType: 'integer' };
}

function decimal(component: string, name: string, value: number, rule: Rule = {}): Variable {
  return { access: 'ReadWrite', min: 0, ...rule, component, name, value: String(value), dataType: 'decimal' };
}

export function flag(component: string, name: string, value: boolean, rule: Rule = {}): Variable {
  return { access: 'ReadWrite', ...rule, component, name, value: String(value), dataType: 'boolean' };
}

export function string(component: string, name: string, value: string, rule: Rule = {}): Variable {
  return { access: 'ReadOnly', ...rule, component, name, value, dataType: 'string' };
}

export function members(
  component: string,
  name: string,
  value: string,
  values: readonly string[],
  rule: Rule = {},
): Variable {
  return { access: 'ReadWrite', ...rule, component, name, value, values, dataType: 'MemberList' };
}

function option(
  component: string,
  name: string,
  value: string,
  values: readonly string[],
  rule: Rule = {},
): Variable {
  return { access: 'ReadOnly', ...rule, component, name, value, values, dataType: 'OptionList' };
}

const fixed = { access: 'ReadOnly' } as const;
const seconds = { unit: 's' } as const;

const COMMUNICATION: readonly Variable[] = [
  string('OCPPCommCtrlr', 'ActiveNetworkProfile', '1'),
  members(
    'OCPPCommCtrlr',
    'FileTransferProtocols',
    'FTP,FTPS,HTTP,HTTPS,SFTP',
    ['HTTP', 'HTTPS', 'FTP', 'FTPS', 'SFTP'],
    fixed,
  ),
  integer('OCPPCommCtrlr', 'HeartbeatInterval', 300, { ...seconds, min: 1, max: 86_400 }),
  integer('OCPPCommCtrlr', 'MessageTimeout', 30, { ...seconds, ...fixed, instance: 'Default' }),
  integer('OCPPCommCtrlr', 'MessageAttemptInterval', 10, {
    ...seconds,
    instance: 'TransactionEvent',
    max: 3600,
  }),
  integer('OCPPCommCtrlr', 'MessageAttempts', 3, { instance: 'TransactionEvent', max: 20 }),
  {
    ...members('OCPPCommCtrlr', 'NetworkConfigurationPriority', '1', ['1', '2', '3']),
    dataType: 'SequenceList',
    needsReboot: true,
  },
  integer('OCPPCommCtrlr', 'NetworkProfileConnectionAttempts', 3, { max: 20 }),
  integer('OCPPCommCtrlr', 'OfflineThreshold', 120, { ...seconds, max: 86_400 }),
  flag('OCPPCommCtrlr', 'QueueAllMessages', false),
  integer('OCPPCommCtrlr', 'ResetRetries', 3, { max: 10 }),
  integer('OCPPCommCtrlr', 'RetryBackOffRandomRange', 1, { ...seconds, max: 60 }),
  integer('OCPPCommCtrlr', 'RetryBackOffRepeatTimes', 5, { max: 10 }),
  integer('OCPPCommCtrlr', 'RetryBackOffWaitMinimum', 1, { ...seconds, max: 60 }),
  flag('OCPPCommCtrlr', 'UnlockOnEVSideDisconnect', true),
  integer('OCPPCommCtrlr', 'WebSocketPingInterval', 60, { ...seconds, max: 3600 }),
];

const AUTHORIZATION: readonly Variable[] = [
  flag('AuthCtrlr', 'Enabled', true),
  flag('AuthCtrlr', 'AuthorizeRemoteStart', false),
  flag('AuthCtrlr', 'LocalAuthorizeOffline', true),
  flag('AuthCtrlr', 'LocalPreAuthorize', false),
  flag('AuthCtrlr', 'OfflineTxForUnknownIdEnabled', false),
  flag('AuthCacheCtrlr', 'Available', true, fixed),
  flag('AuthCacheCtrlr', 'Enabled', true),
  integer('AuthCacheCtrlr', 'LifeTime', 86_400, seconds),
  flag('LocalAuthListCtrlr', 'Available', true, fixed),
  flag('LocalAuthListCtrlr', 'Enabled', true),
  integer('LocalAuthListCtrlr', 'Entries', 0, { ...fixed, max: 500 }),
  integer('LocalAuthListCtrlr', 'ItemsPerMessage', 500, fixed),
  integer('LocalAuthListCtrlr', 'BytesPerMessage', 65_536, fixed),
];

const TRANSACTION: readonly Variable[] = [
  integer('TxCtrlr', 'EVConnectionTimeOut', 60, { ...seconds, max: 3600 }),
  integer('TxCtrlr', 'MaxEnergyOnInvalidId', 0, { unit: 'Wh' }),
  flag('TxCtrlr', 'StopTxOnEVSideDisconnect', true),
  flag('TxCtrlr', 'StopTxOnInvalidId', true),
  flag('TxCtrlr', 'TxBeforeAcceptedEnabled', false, fixed),
  members('TxCtrlr', 'TxStartPoint', 'PowerPathClosed', TX_POINTS, fixed),
  members('TxCtrlr', 'TxStopPoint', 'PowerPathClosed', TX_POINTS, fixed),
  flag('SampledDataCtrlr', 'Available', true, fixed),
  flag('SampledDataCtrlr', 'Enabled', true),
  members('SampledDataCtrlr', 'TxStartedMeasurands', 'Energy.Active.Import.Register,SoC', METERED),
  members('SampledDataCtrlr', 'TxUpdatedMeasurands', STANDARD_MEASURANDS, METERED),
  integer('SampledDataCtrlr', 'TxUpdatedInterval', 30, { ...seconds, max: 86_400 }),
  members('SampledDataCtrlr', 'TxEndedMeasurands', 'Energy.Active.Import.Register,SoC', METERED),
  integer('SampledDataCtrlr', 'TxEndedInterval', 0, { ...seconds, ...fixed }),
  flag('SampledDataCtrlr', 'SignReadings', false, fixed),
  flag('AlignedDataCtrlr', 'Available', true, fixed),
  flag('AlignedDataCtrlr', 'Enabled', true),
  integer('AlignedDataCtrlr', 'Interval', 0, { ...seconds, max: 86_400 }),
  members('AlignedDataCtrlr', 'Measurands', 'Energy.Active.Import.Register', METERED),
  members('AlignedDataCtrlr', 'TxEndedMeasurands', '', METERED),
  integer('AlignedDataCtrlr', 'TxEndedInterval', 0, { ...seconds, ...fixed }),
];

const STATION_WIDE: readonly Variable[] = [
  string('SecurityCtrlr', 'OrganizationName', 'Kerbside Practice', { access: 'ReadWrite', maxLength: 50 }),
  string('SecurityCtrlr', 'Identity', '', { maxLength: 48 }),
  string('SecurityCtrlr', 'BasicAuthPassword', '', { access: 'WriteOnly', min: 16, maxLength: 40 }),
  integer('SecurityCtrlr', 'CertificateEntries', 0, { ...fixed, max: 10 }),
  integer('SecurityCtrlr', 'SecurityProfile', 1, { ...fixed, max: 3 }),
  flag('SecurityCtrlr', 'AdditionalRootCertificateCheck', false, fixed),
  { ...string('ClockCtrlr', 'DateTime', ''), dataType: 'dateTime' },
  members('ClockCtrlr', 'TimeSource', 'Heartbeat', [
    'Heartbeat',
    'NTP',
    'GPS',
    'RealTimeClock',
    'MobileNetwork',
  ]),
  string('ClockCtrlr', 'TimeZone', 'Europe/Brussels', { access: 'ReadWrite', maxLength: 64 }),
  integer('DeviceDataCtrlr', 'BytesPerMessage', 65_536, { ...fixed, instance: 'GetReport' }),
  integer('DeviceDataCtrlr', 'BytesPerMessage', 65_536, { ...fixed, instance: 'GetVariables' }),
  integer('DeviceDataCtrlr', 'BytesPerMessage', 65_536, { ...fixed, instance: 'SetVariables' }),
  integer('DeviceDataCtrlr', 'ItemsPerMessage', 30, { ...fixed, instance: 'GetReport' }),
  integer('DeviceDataCtrlr', 'ItemsPerMessage', 50, { ...fixed, instance: 'GetVariables' }),
  integer('DeviceDataCtrlr', 'ItemsPerMessage', 50, { ...fixed, instance: 'SetVariables' }),
  flag('MonitoringCtrlr', 'Available', true, fixed),
  flag('MonitoringCtrlr', 'Enabled', true),
  integer('MonitoringCtrlr', 'ItemsPerMessage', 50, { ...fixed, instance: 'SetVariableMonitoring' }),
  integer('MonitoringCtrlr', 'BytesPerMessage', 65_536, { ...fixed, instance: 'SetVariableMonitoring' }),
  flag('ReservationCtrlr', 'Available', true, fixed),
  flag('ReservationCtrlr', 'Enabled', true),
  flag('ReservationCtrlr', 'NonEvseSpecific', false, fixed),
  flag('SmartChargingCtrlr', 'Available', true, fixed),
  flag('SmartChargingCtrlr', 'Enabled', true),
  integer('SmartChargingCtrlr', 'Entries', 20, { ...fixed, instance: 'ChargingProfiles' }),
  integer('SmartChargingCtrlr', 'PeriodsPerSchedule', 24, fixed),
  integer('SmartChargingCtrlr', 'ProfileStackLevel', 8, fixed),
  members('SmartChargingCtrlr', 'RateUnit', 'A,W', ['A', 'W'], fixed),
  decimal('SmartChargingCtrlr', 'LimitChangeSignificance', 5, { unit: 'Percent', max: 100 }),
  flag('DisplayMessageCtrlr', 'Available', true, fixed),
  integer('DisplayMessageCtrlr', 'DisplayMessages', 0, { ...fixed, max: 10 }),
  members('DisplayMessageCtrlr', 'SupportedFormats', 'ASCII,UTF8', ['ASCII', 'HTML', 'URI', 'UTF8'], fixed),
  members(
    'DisplayMessageCtrlr',
    'SupportedPriorities',
    'AlwaysFront,InFront,NormalCycle',
    ['AlwaysFront', 'InFront', 'NormalCycle'],
    fixed,
  ),
  flag('TariffCostCtrlr', 'Available', false, { ...fixed, instance: 'Cost' }),
  string('KerbsideVendorCtrlr', 'DisplayGreeting', 'Welcome', { access: 'ReadWrite', maxLength: 40 }),
  integer('KerbsideVendorCtrlr', 'LedBrightness', 80, { unit: 'Percent', max: 100 }),
];

const AVAILABILITY_STATES = ['Available', 'Occupied', 'Reserved', 'Unavailable', 'Faulted'];

const STATION: readonly Variable[] = [
  flag('ChargingStation', 'Available', true, fixed),
  option('ChargingStation', 'AvailabilityState', 'Available', AVAILABILITY_STATES),
  flag('ChargingStation', 'Problem', false, { ...fixed, isMonitored: true }),
  integer('ChargingStation', 'SupplyPhases', 3, fixed),
  string('ChargingStation', 'Model', ''),
  string('ChargingStation', 'VendorName', ''),
  string('ChargingStation', 'SerialNumber', ''),
  string('Controller', 'FirmwareVersion', ''),
];

function evseVariables(evse: number, maxPowerW: number): Variable[] {
  const of = { ...fixed, evse };
  const ofConnector = { ...of, connector: 1 };
  return [
    flag('EVSE', 'Available', true, of),
    option('EVSE', 'AvailabilityState', 'Available', AVAILABILITY_STATES, { evse, isMonitored: true }),
    flag('EVSE', 'AllowReset', true, of),
    {
      ...integer('EVSE', 'Power', 0, { ...of, unit: 'W', max: maxPowerW, isMonitored: true }),
      dataType: 'decimal',
    },
    integer('EVSE', 'SupplyPhases', 3, of),
    flag('Connector', 'Available', true, ofConnector),
    option('Connector', 'AvailabilityState', 'Available', AVAILABILITY_STATES, {
      evse,
      connector: 1,
      isMonitored: true,
    }),
    flag('Connector', 'Problem', false, { ...ofConnector, isMonitored: true }),
    string('Connector', 'ConnectorType', 'cType2', ofConnector),
    integer('Connector', 'SupplyPhases', 3, ofConnector),
    {
      ...integer('Connector', 'Temperature', 19, {
        ...ofConnector,
        unit: 'Celsius',
        max: 90,
        isMonitored: true,
      }),
      dataType: 'decimal',
    },
  ];
}

export const DEVICE_MODEL_VARIABLES: readonly Variable[] = [
  ...STATION,
  ...COMMUNICATION,
  ...AUTHORIZATION,
  ...TRANSACTION,
  ...STATION_WIDE,
  ...evseVariables(1, 11_040),
  ...evseVariables(2, 22_080),
];
