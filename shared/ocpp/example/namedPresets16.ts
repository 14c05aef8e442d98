import type { Json, JsonObject } from '../../json.ts';
import type { ExampleValues } from './exampleContext.ts';
import { eachConnector, eachName, type NamedPreset, type NamedPresets } from './namedPreset.ts';

const TRIGGERED = [
  'StatusNotification',
  'BootNotification',
  'Heartbeat',
  'MeterValues',
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
];
const TRIGGERED_SECURELY = [
  'StatusNotification',
  'BootNotification',
  'Heartbeat',
  'MeterValues',
  'LogStatusNotification',
  'FirmwareStatusNotification',
  'SignChargePointCertificate',
];
/** Keys that every station should have (OCPP 1.6 §9.1). */
const USUAL_KEYS = [
  'HeartbeatInterval',
  'MeterValueSampleInterval',
  'NumberOfConnectors',
  'SupportedFeatureProfiles',
];
const CERTIFICATES = ['CentralSystemRootCertificate', 'ManufacturerRootCertificate'];

function limited({ connectorId, now }: ExampleValues, limit: number): JsonObject {
  return {
    connectorId,
    csChargingProfiles: {
      chargingProfileId: 1,
      stackLevel: 0,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Absolute',
      chargingSchedule: {
        startSchedule: now,
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [{ startPeriod: 0, limit, numberPhases: 3 }],
      },
    },
  };
}

function limitTransaction({ connectorId, transactionNumber }: ExampleValues): JsonObject {
  return {
    connectorId,
    csChargingProfiles: {
      chargingProfileId: 2,
      transactionId: transactionNumber,
      stackLevel: 0,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Relative',
      chargingSchedule: {
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }],
      },
    },
  };
}

function someKeys({ configurationKeys }: ExampleValues): NamedPreset[] {
  const known = USUAL_KEYS.filter((key) => configurationKeys.length === 0 || configurationKeys.includes(key));
  return known.length === 0 ? [] : [{ label: 'Some keys', payload: { key: known } }];
}

function switched(type: 'Operative' | 'Inoperative', values: ExampleValues): NamedPreset[] {
  const words = type === 'Operative' ? 'in service' : 'out of service';
  return [
    ...eachConnector(values, ({ connectorId }) => ({
      label: `Connector ${connectorId} ${words}`,
      payload: { connectorId, type },
    })),
    { label: `Station ${words}`, payload: { connectorId: 0, type } },
  ];
}

function localList({ idTag }: ExampleValues, field: string): NamedPreset[] {
  const entry = { idTag, idTagInfo: { status: 'Accepted' } };
  const list = (updateType: string, entries: Json): JsonObject => ({
    listVersion: 1,
    updateType,
    [field]: entries,
  });
  return [
    { label: `Add ${idTag}`, payload: list('Differential', [entry]) },
    { label: `Remove ${idTag}`, payload: list('Differential', [{ idTag }]) },
    { label: `Only ${idTag}`, payload: list('Full', [entry]) },
    { label: 'Empty list', payload: list('Full', []) },
  ];
}

export const NAMED_16: NamedPresets = {
  ChangeAvailability: (values) => [...switched('Operative', values), ...switched('Inoperative', values)],
  ChangeConfiguration: ({ configurationKeys }) =>
    [
      ['HeartbeatInterval', '300'],
      ['HeartbeatInterval', '60'],
      ['MeterValueSampleInterval', '10'],
      ['MeterValueSampleInterval', '60'],
      ['WebSocketPingInterval', '30'],
      ['AuthorizeRemoteTxRequests', 'false'],
    ]
      .filter(([key = '']) => configurationKeys.length === 0 || configurationKeys.includes(key))
      .map(([key = '', value = '']) => ({ label: `${key} ${value}`, payload: { key, value } })),
  ClearChargingProfile: ({ connectorId }) => [
    {
      label: `Default profile of connector ${connectorId}`,
      payload: { connectorId, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0 },
    },
    { label: 'Profile 1', payload: { id: 1 } },
    { label: 'All profiles', payload: {} },
  ],
  ExtendedTriggerMessage: ({ connectorId }) =>
    eachName(TRIGGERED_SECURELY, (requestedMessage) =>
      isOfConnector(requestedMessage) ? { requestedMessage, connectorId } : { requestedMessage },
    ),
  GetCompositeSchedule: (values) => [
    ...eachConnector(values, ({ connectorId }) => ({
      label: `Connector ${connectorId}, amperes`,
      payload: { connectorId, duration: 3600, chargingRateUnit: 'A' },
    })),
    { label: 'Station, watts', payload: { connectorId: 0, duration: 3600, chargingRateUnit: 'W' } },
  ],
  GetConfiguration: (values) => [{ label: 'All keys', payload: {} }, ...someKeys(values)],
  GetInstalledCertificateIds: () => eachName(CERTIFICATES, (certificateType) => ({ certificateType })),
  GetLog: ({ filesUrl, requestId }) =>
    eachName(['DiagnosticsLog', 'SecurityLog'], (logType) => ({
      logType,
      requestId,
      log: { remoteLocation: `${filesUrl}/upload` },
    })),
  RemoteStartTransaction: (values) => [
    ...eachConnector(values, ({ connectorId }) => ({
      label: `Connector ${connectorId}, ${values.idTag}`,
      payload: { connectorId, idTag: values.idTag },
    })),
    { label: `Any connector, ${values.idTag}`, payload: { idTag: values.idTag } },
  ],
  RemoteStopTransaction: ({ connectors, transactionNumber }) => {
    const running = connectors.flatMap(({ connectorId, transactionId }) =>
      transactionId === undefined || !Number.isSafeInteger(Number(transactionId))
        ? []
        : [{ connectorId, number: Number(transactionId) }],
    );
    if (running.length === 0) return [{ label: 'Example', payload: { transactionId: transactionNumber } }];
    return running.map(({ connectorId, number }) => ({
      label: `Transaction ${number} at connector ${connectorId}`,
      payload: { transactionId: number },
    }));
  },
  Reset: () => eachName(['Soft', 'Hard'], (type) => ({ type })),
  SendLocalList: (values) => localList(values, 'localAuthorizationList'),
  SetChargingProfile: (values) => [
    { label: 'Limit 16 A', payload: limited(values, 16) },
    { label: 'Limit 6 A', payload: limited(values, 6) },
    { label: 'Limit 0 A (pause)', payload: limited(values, 0) },
    { label: 'This transaction 6 A', payload: limitTransaction(values) },
  ],
  TriggerMessage: ({ connectorId }) =>
    eachName(TRIGGERED, (requestedMessage) =>
      isOfConnector(requestedMessage) ? { requestedMessage, connectorId } : { requestedMessage },
    ),
  UnlockConnector: (values) =>
    eachConnector(values, ({ connectorId }) => ({
      label: `Connector ${connectorId}`,
      payload: { connectorId },
    })),
};

export const NAMED_15: NamedPresets = {
  ...NAMED_16,
  SendLocalList: (values) => localList(values, 'localAuthorisationList'),
};

function isOfConnector(message: string): boolean {
  return message === 'StatusNotification' || message === 'MeterValues';
}
