import type { JsonObject } from '../../json.ts';
import type { ExampleValues } from './exampleContext.ts';

type Preset = (values: ExampleValues) => JsonObject;

const HEARTBEAT_INTERVAL = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } };

/** Commands that 2.0.1 and 2.1 share. */
const PRESETS_2: Readonly<Record<string, Preset>> = {
  CancelReservation: ({ reservationId }) => ({ reservationId }),
  ChangeAvailability: ({ evseId }) => ({ evse: { id: evseId }, operationalStatus: 'Operative' }),
  ClearChargingProfile: ({ evseId }) => ({
    chargingProfileCriteria: { evseId, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0 },
  }),
  CostUpdated: ({ transactionId }) => ({ totalCost: 4.2, transactionId }),
  CustomerInformation: ({ idTag, requestId }) => ({
    requestId,
    report: true,
    clear: false,
    idToken: { idToken: idTag, type: 'ISO14443' },
  }),
  DataTransfer: () => ({ vendorId: 'com.example', messageId: 'test', data: 'hello' }),
  GetBaseReport: ({ requestId }) => ({ requestId, reportBase: 'FullInventory' }),
  GetChargingProfiles: ({ evseId, requestId }) => ({
    requestId,
    evseId,
    chargingProfile: { chargingProfilePurpose: 'TxDefaultProfile' },
  }),
  GetCompositeSchedule: ({ evseId }) => ({ duration: 3600, chargingRateUnit: 'A', evseId }),
  GetInstalledCertificateIds: () => ({ certificateType: ['CSMSRootCertificate'] }),
  GetLog: ({ filesUrl, requestId }) => ({
    logType: 'DiagnosticsLog',
    requestId,
    log: { remoteLocation: `${filesUrl}/upload` },
  }),
  GetMonitoringReport: ({ requestId }) => ({ requestId, monitoringCriteria: ['ThresholdMonitoring'] }),
  GetReport: ({ requestId }) => ({
    requestId,
    componentVariable: [{ component: { name: 'OCPPCommCtrlr' } }],
  }),
  GetTransactionStatus: ({ transactionId }) => ({ transactionId }),
  GetVariables: () => ({ getVariableData: [HEARTBEAT_INTERVAL] }),
  PublishFirmware: ({ filesUrl, requestId }) => ({
    location: `${filesUrl}/firmware.bin`,
    checksum: 'd41d8cd98f00b204e9800998ecf8427e',
    requestId,
  }),
  RequestStartTransaction: ({ evseId, idTag, requestId }) => ({
    evseId,
    remoteStartId: requestId,
    idToken: { idToken: idTag, type: 'ISO14443' },
  }),
  RequestStopTransaction: ({ transactionId }) => ({ transactionId }),
  ReserveNow: ({ evseId, idTag, inOneHour }) => ({
    id: 1,
    expiryDateTime: inOneHour,
    idToken: { idToken: idTag, type: 'ISO14443' },
    evseId,
  }),
  Reset: () => ({ type: 'Immediate' }),
  SendLocalList: ({ idTag }) => ({
    versionNumber: 1,
    updateType: 'Differential',
    localAuthorizationList: [
      { idToken: { idToken: idTag, type: 'ISO14443' }, idTokenInfo: { status: 'Accepted' } },
    ],
  }),
  SetChargingProfile: ({ evseId, now }) => ({
    evseId,
    chargingProfile: {
      id: 1,
      stackLevel: 0,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Absolute',
      chargingSchedule: [
        {
          id: 1,
          startSchedule: now,
          chargingRateUnit: 'A',
          chargingSchedulePeriod: [{ startPeriod: 0, limit: 16, numberPhases: 3 }],
        },
      ],
    },
  }),
  SetDisplayMessage: () => ({
    message: {
      id: 1,
      priority: 'NormalCycle',
      message: { format: 'UTF8', language: 'en', content: 'Service in progress' },
    },
  }),
  SetMonitoringBase: () => ({ monitoringBase: 'FactoryDefault' }),
  SetMonitoringLevel: () => ({ severity: 5 }),
  SetVariableMonitoring: ({ evseId }) => ({
    setMonitoringData: [
      {
        value: 10,
        type: 'Delta',
        severity: 8,
        component: { name: 'EVSE', evse: { id: evseId } },
        variable: { name: 'Power' },
      },
    ],
  }),
  SetVariables: () => ({ setVariableData: [{ attributeValue: '300', ...HEARTBEAT_INTERVAL }] }),
  TriggerMessage: ({ connectorId, evseId }) => ({
    requestedMessage: 'StatusNotification',
    evse: { id: evseId, connectorId },
  }),
  UnlockConnector: ({ connectorId, evseId }) => ({ evseId, connectorId }),
  UpdateFirmware: ({ filesUrl, now, requestId }) => ({
    requestId,
    firmware: { location: `${filesUrl}/firmware.bin`, retrieveDateTime: now },
  }),
};

/**
 * `connectionData` of SetNetworkProfile; its `ocppVersion` has another enumeration in each version. Slot 1 is mostly the one
 * in use: writing over it would send the charger away at its next restart.
 */
function networkProfile(ocppVersion: string): Preset {
  return ({ filesUrl }) => ({
    configurationSlot: 2,
    connectionData: {
      ocppVersion,
      ocppTransport: 'JSON',
      ocppCsmsUrl: filesUrl.replace(/^http/, 'ws'),
      messageTimeout: 30,
      securityProfile: 1,
      ocppInterface: 'Wired0',
    },
  });
}

export const PRESETS_201: Readonly<Record<string, Preset>> = {
  ...PRESETS_2,
  SetNetworkProfile: networkProfile('OCPP20'),
};

export const PRESETS_21: Readonly<Record<string, Preset>> = {
  ...PRESETS_2,
  SetNetworkProfile: networkProfile('OCPP21'),
  NotifyAllowedEnergyTransfer: ({ transactionId }) => ({
    transactionId,
    allowedEnergyTransfer: ['AC_three_phase'],
  }),
  SetDefaultTariff: ({ evseId }) => ({
    evseId,
    tariff: { tariffId: 'standard', currency: 'EUR', energy: { prices: [{ priceKwh: 0.49 }] } },
  }),
  UpdateDynamicSchedule: () => ({ chargingProfileId: 1, scheduleUpdate: { limit: 16 } }),
  UsePriorityCharging: ({ transactionId }) => ({ transactionId, activate: true }),
};
