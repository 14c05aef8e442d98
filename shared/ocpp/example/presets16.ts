import type { JsonObject } from '../../json.ts';
import type { ExampleValues } from './exampleContext.ts';

type Preset = (values: ExampleValues) => JsonObject;

/** Commands of 1.6 as a technician would first try them: harmless where the action allows it. */
export const PRESETS_16: Readonly<Record<string, Preset>> = {
  CancelReservation: ({ reservationId }) => ({ reservationId }),
  ChangeAvailability: ({ connectorId }) => ({ connectorId, type: 'Operative' }),
  ChangeConfiguration: ({ configurationKey }) => ({ key: configurationKey, value: '300' }),
  ClearChargingProfile: ({ connectorId }) => ({
    connectorId,
    chargingProfilePurpose: 'TxDefaultProfile',
    stackLevel: 0,
  }),
  DataTransfer: () => ({ vendorId: 'com.example', messageId: 'test', data: 'hello' }),
  ExtendedTriggerMessage: ({ connectorId }) => ({ requestedMessage: 'StatusNotification', connectorId }),
  GetCompositeSchedule: ({ connectorId }) => ({ connectorId, duration: 3600, chargingRateUnit: 'A' }),
  GetConfiguration: () => ({}),
  // `retries` stays out on purpose: there are stations that take 0 as "never try".
  GetDiagnostics: ({ filesUrl }) => ({ location: `${filesUrl}/upload` }),
  GetInstalledCertificateIds: () => ({ certificateType: 'CentralSystemRootCertificate' }),
  GetLog: ({ filesUrl, requestId }) => ({
    logType: 'DiagnosticsLog',
    requestId,
    log: { remoteLocation: `${filesUrl}/upload` },
  }),
  RemoteStartTransaction: ({ connectorId, idTag }) => ({ connectorId, idTag }),
  RemoteStopTransaction: ({ transactionNumber }) => ({ transactionId: transactionNumber }),
  ReserveNow: ({ connectorId, inOneHour, idTag }) => ({
    connectorId,
    expiryDate: inOneHour,
    idTag,
    reservationId: 1,
  }),
  Reset: () => ({ type: 'Soft' }),
  SendLocalList: ({ idTag }) => ({
    listVersion: 1,
    localAuthorizationList: [{ idTag, idTagInfo: { status: 'Accepted' } }],
    updateType: 'Differential',
  }),
  SetChargingProfile: ({ connectorId, now }) => ({
    connectorId,
    csChargingProfiles: {
      chargingProfileId: 1,
      stackLevel: 0,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Absolute',
      chargingSchedule: {
        startSchedule: now,
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [{ startPeriod: 0, limit: 16, numberPhases: 3 }],
      },
    },
  }),
  SignedUpdateFirmware: ({ filesUrl, now, requestId }) => ({
    requestId,
    firmware: {
      location: `${filesUrl}/firmware.bin`,
      retrieveDateTime: now,
      signingCertificate: '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n',
      signature: 'c2lnbmF0dXJl',
    },
  }),
  TriggerMessage: ({ connectorId }) => ({ requestedMessage: 'StatusNotification', connectorId }),
  UnlockConnector: ({ connectorId }) => ({ connectorId }),
  UpdateFirmware: ({ filesUrl, now }) => ({ location: `${filesUrl}/firmware.bin`, retrieveDate: now }),
};
