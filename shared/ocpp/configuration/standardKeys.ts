import { assertNever } from '../../assertNever.ts';
import type { OcppVersion } from '../version.ts';

/** OCPP 1.6 edition 2 §9.1, Core profile. */
const CORE_16 = [
  'AllowOfflineTxForUnknownId',
  'AuthorizationCacheEnabled',
  'AuthorizeRemoteTxRequests',
  'BlinkRepeat',
  'ClockAlignedDataInterval',
  'ConnectionTimeOut',
  'ConnectorPhaseRotation',
  'ConnectorPhaseRotationMaxLength',
  'GetConfigurationMaxKeys',
  'HeartbeatInterval',
  'LightIntensity',
  'LocalAuthorizeOffline',
  'LocalPreAuthorize',
  'MaxEnergyOnInvalidId',
  'MeterValuesAlignedData',
  'MeterValuesAlignedDataMaxLength',
  'MeterValuesSampledData',
  'MeterValuesSampledDataMaxLength',
  'MeterValueSampleInterval',
  'MinimumStatusDuration',
  'NumberOfConnectors',
  'ResetRetries',
  'StopTransactionOnEVSideDisconnect',
  'StopTransactionOnInvalidId',
  'StopTxnAlignedData',
  'StopTxnAlignedDataMaxLength',
  'StopTxnSampledData',
  'StopTxnSampledDataMaxLength',
  'SupportedFeatureProfiles',
  'SupportedFeatureProfilesMaxLength',
  'TransactionMessageAttempts',
  'TransactionMessageRetryInterval',
  'UnlockConnectorOnEVSideDisconnect',
  'WebSocketPingInterval',
] as const;

/** OCPP 1.6 edition 2 §9.2 to §9.4: local list, reservation and smart charging; and file transfer. */
const PROFILES_16 = [
  'LocalAuthListEnabled',
  'LocalAuthListMaxLength',
  'SendLocalListMaxLength',
  'ReserveConnectorZeroSupported',
  'ChargeProfileMaxStackLevel',
  'ChargingScheduleAllowedChargingRateUnit',
  'ChargingScheduleMaxPeriods',
  'ConnectorSwitch3to1PhaseSupported',
  'MaxChargingProfilesInstalled',
  'SupportedFileTransferProtocols',
] as const;

/** Security whitepaper edition 2 §2.7, without AuthorizationKey, which can be written and never read. */
const SECURITY_16 = [
  'AdditionalRootCertificateCheck',
  'CertificateSignedMaxChainSize',
  'CertificateStoreMaxLength',
  'CpoName',
  'SecurityProfile',
] as const;

/** The standard configuration keys of OCPP 1.5. */
const KEYS_15 = [
  'HeartBeatInterval',
  'ConnectionTimeOut',
  'ProximityContactRetries',
  'ProximityLockRetries',
  'ResetRetries',
  'BlinkRepeat',
  'LightIntensity',
  'ChargePointId',
  'MeterValueSampleInterval',
  'ClockAlignedDataInterval',
  'MeterValuesSampledData',
  'MeterValuesAlignedData',
  'StopTxnSampledData',
  'StopTxnAlignedData',
] as const;

const NONE: readonly string[] = [];

/** The configuration keys that the specification names; none for 2.x, which has a device model instead. */
export function standardKeys(version: OcppVersion): readonly string[] {
  switch (version) {
    case '1.5':
      return KEYS_15;
    case '1.6':
      return [...CORE_16, ...PROFILES_16, ...SECURITY_16];
    case '2.0.1':
    case '2.1':
      return NONE;
    default:
      return assertNever(version);
  }
}
