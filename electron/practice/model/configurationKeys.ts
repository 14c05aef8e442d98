import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import { MEASURANDS } from './readings.ts';
import type { ValueRule } from './variable.ts';

export interface ConfigurationKey extends ValueRule {
  key: string;
  value: string;
  access: 'read-only' | 'read-write' | 'write-only';
  needsReboot?: boolean;
}

type Access = ConfigurationKey['access'];

function boolean(key: string, value: boolean, access: Access = 'read-write'): ConfigurationKey {
  return { key, value: String(value), access, dataType: 'boolean' };
}

function integer(key: string, value: number, max = 86_400, access: Access = 'read-write'): ConfigurationKey {
  return { key, value: String(value), access, dataType: 'integer', min: 0, max };
}

function fixed(key: string, value: string | number): ConfigurationKey {
  return { key, value: String(value), access: 'read-only', dataType: 'string' };
}

function list(key: string, value: string, values: readonly string[]): ConfigurationKey {
  return { key, value, access: 'read-write', dataType: 'MemberList', values };
}

function string(key: string, value: string, maxLength = 500): ConfigurationKey {
  return { key, value, access: 'read-write', dataType: 'string', maxLength };
}

/** Of what this station measures, what 1.5 has a word for (OCPP 1.5 WSDL, Measurand). */
const MEASURANDS_15 = [
  'Energy.Active.Import.Register',
  'Power.Active.Import',
  'Current.Import',
  'Voltage',
  'Temperature',
];
const STANDARD_MEASURANDS =
  'Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC,Temperature';

/** How the feed (0) and each connector can be wired (OCPP 1.6 §9.1.7). */
const PHASE_ROTATIONS = [0, 1, 2].flatMap((connector) =>
  ['NotApplicable', 'Unknown', 'RST', 'RTS', 'SRT', 'STR', 'TRS', 'TSR'].map(
    (rotation) => `${connector}.${rotation}`,
  ),
);

/** OCPP 1.6 §9.1 Core Profile. */
const CORE: readonly ConfigurationKey[] = [
  boolean('AllowOfflineTxForUnknownId', false),
  boolean('AuthorizationCacheEnabled', true),
  boolean('AuthorizeRemoteTxRequests', false),
  integer('BlinkRepeat', 3, 20),
  integer('ClockAlignedDataInterval', 0),
  integer('ConnectionTimeOut', 60, 3600),
  list('ConnectorPhaseRotation', '0.RST,1.RST,2.RST', PHASE_ROTATIONS),
  fixed('ConnectorPhaseRotationMaxLength', 3),
  fixed('GetConfigurationMaxKeys', 60),
  { ...integer('HeartbeatInterval', 300), min: 1 },
  integer('LightIntensity', 80, 100),
  boolean('LocalAuthorizeOffline', true),
  boolean('LocalPreAuthorize', false),
  integer('MaxEnergyOnInvalidId', 0, 100_000),
  list('MeterValuesAlignedData', 'Energy.Active.Import.Register', MEASURANDS),
  fixed('MeterValuesAlignedDataMaxLength', MEASURANDS.length),
  list('MeterValuesSampledData', STANDARD_MEASURANDS, MEASURANDS),
  fixed('MeterValuesSampledDataMaxLength', MEASURANDS.length),
  integer('MeterValueSampleInterval', 30),
  integer('MinimumStatusDuration', 0, 60),
  fixed('NumberOfConnectors', 2),
  integer('ResetRetries', 3, 10),
  boolean('StopTransactionOnEVSideDisconnect', true),
  boolean('StopTransactionOnInvalidId', true),
  list('StopTxnAlignedData', '', MEASURANDS),
  fixed('StopTxnAlignedDataMaxLength', MEASURANDS.length),
  list('StopTxnSampledData', 'Energy.Active.Import.Register', MEASURANDS),
  fixed('StopTxnSampledDataMaxLength', MEASURANDS.length),
  fixed(
    'SupportedFeatureProfiles',
    'Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger',
  ),
  fixed('SupportedFeatureProfilesMaxLength', 6),
  integer('TransactionMessageAttempts', 3, 20),
  integer('TransactionMessageRetryInterval', 10, 3600),
  boolean('UnlockConnectorOnEVSideDisconnect', true),
  integer('WebSocketPingInterval', 60, 3600),
];

/** OCPP 1.6 §9.2 to §9.4: local list, reservation, smart charging. */
const PROFILES: readonly ConfigurationKey[] = [
  boolean('LocalAuthListEnabled', true),
  fixed('LocalAuthListMaxLength', 500),
  fixed('SendLocalListMaxLength', 500),
  boolean('ReserveConnectorZeroSupported', false, 'read-only'),
  fixed('ChargeProfileMaxStackLevel', 8),
  fixed('ChargingScheduleAllowedChargingRateUnit', 'Current,Power'),
  fixed('ChargingScheduleMaxPeriods', 24),
  boolean('ConnectorSwitch3to1PhaseSupported', false, 'read-only'),
  fixed('MaxChargingProfilesInstalled', 20),
  fixed('SupportedFileTransferProtocols', 'FTP,FTPS,HTTP,HTTPS,SFTP'),
];

/** Security whitepaper edition 2, §2.7. */
const SECURITY: readonly ConfigurationKey[] = [
  boolean('AdditionalRootCertificateCheck', false, 'read-only'),
  { key: 'AuthorizationKey', value: '', access: 'write-only', dataType: 'string', min: 16, maxLength: 40 },
  fixed('CertificateSignedMaxChainSize', 10_000),
  fixed('CertificateStoreMaxLength', 10),
  string('CpoName', 'Kerbside Practice', 255),
  { ...integer('SecurityProfile', 0, 3), needsReboot: true },
];

/** Where the station looks for its central system; as most makers do, in a key of its own. */
export const BACKEND_URL_KEY = 'Kerbside.BackendUrl';

const VENDOR: readonly ConfigurationKey[] = [
  { ...string(BACKEND_URL_KEY, ''), needsReboot: true },
  string('Kerbside.DisplayGreeting', 'Welcome', 40),
  { ...integer('Kerbside.MaxCurrent', 32, 32), min: 6, needsReboot: true },
  {
    key: 'Kerbside.LedColor',
    value: 'blue',
    access: 'read-write',
    dataType: 'OptionList',
    values: ['blue', 'green', 'off'],
  },
  fixed('Kerbside.HardwareRevision', 'C2'),
];

/** OCPP 1.5 §7: what that version had, with its own measurands. */
const OF_15: readonly ConfigurationKey[] = [
  { ...integer('HeartBeatInterval', 300), min: 1 },
  integer('ConnectionTimeOut', 60, 3600),
  integer('ResetRetries', 3, 10),
  integer('BlinkRepeat', 3, 20),
  integer('LightIntensity', 80, 100),
  fixed('ChargePointId', ''),
  integer('MeterValueSampleInterval', 30),
  integer('ClockAlignedDataInterval', 0),
  list('MeterValuesSampledData', MEASURANDS_15.slice(0, 4).join(','), MEASURANDS_15),
  list('MeterValuesAlignedData', 'Energy.Active.Import.Register', MEASURANDS_15),
  list('StopTxnSampledData', 'Energy.Active.Import.Register', MEASURANDS_15),
  list('StopTxnAlignedData', '', MEASURANDS_15),
];

export type ConfigurationKeys = ReadonlyMap<string, ConfigurationKey>;

/** Names of keys are compared without regard to case (`CiString50Type`, OCPP 1.6 §7.20). */
export function keyName(name: string): string {
  return name.toLowerCase();
}

function byName(keys: readonly ConfigurationKey[]): ConfigurationKeys {
  return new Map(keys.map((entry) => [keyName(entry.key), entry]));
}

export const CONFIGURATION_KEYS: ConfigurationKeys = byName([...CORE, ...PROFILES, ...SECURITY, ...VENDOR]);

/** SOAP knows neither pings nor the security extension. */
const SOAP_KEYS = byName(
  [...CORE, ...PROFILES, ...VENDOR].filter(({ key }) => key !== 'WebSocketPingInterval'),
);
const KEYS_15 = byName([...OF_15, ...VENDOR]);

export function configurationKeysOf(version: OcppVersion, transport: Transport): ConfigurationKeys {
  if (version === '1.5') return KEYS_15;
  return transport === 'soap' ? SOAP_KEYS : CONFIGURATION_KEYS;
}
