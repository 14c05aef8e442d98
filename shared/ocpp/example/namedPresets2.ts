import type { Json, JsonObject } from '../../json.ts';
import type { ExampleValues } from './exampleContext.ts';
import { eachConnector, eachEvse, eachName, type NamedPreset, type NamedPresets } from './namedPreset.ts';

const TRIGGERED = [
  'StatusNotification',
  'BootNotification',
  'Heartbeat',
  'MeterValues',
  'TransactionEvent',
  'LogStatusNotification',
  'FirmwareStatusNotification',
  'SignChargingStationCertificate',
];
const OF_EVSE: ReadonlySet<string> = new Set(['MeterValues', 'TransactionEvent']);

const variable = (component: string, name: string): JsonObject => ({
  component: { name: component },
  variable: { name },
});
const idTokenOf = (idTag: string): JsonObject => ({ idToken: idTag, type: 'ISO14443' });

function limited({ evseId, now }: ExampleValues, limit: number): JsonObject {
  return {
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
          chargingSchedulePeriod: [{ startPeriod: 0, limit, numberPhases: 3 }],
        },
      ],
    },
  };
}

function limitTransaction({ evseId, transactionId }: ExampleValues): JsonObject {
  return {
    evseId,
    chargingProfile: {
      id: 2,
      transactionId,
      stackLevel: 0,
      chargingProfilePurpose: 'TxProfile',
      chargingProfileKind: 'Relative',
      chargingSchedule: [
        { id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] },
      ],
    },
  };
}

function switched(operationalStatus: 'Operative' | 'Inoperative', values: ExampleValues): NamedPreset[] {
  const words = operationalStatus === 'Operative' ? 'in service' : 'out of service';
  return [
    ...eachEvse(values, (id) => ({
      label: `EVSE ${id} ${words}`,
      payload: { evse: { id }, operationalStatus },
    })),
    { label: `Station ${words}`, payload: { operationalStatus } },
  ];
}

function running({ connectors }: ExampleValues): { transactionId: string; evseId: number }[] {
  return connectors.flatMap(({ evseId = 1, transactionId }) =>
    transactionId === undefined ? [] : [{ transactionId, evseId }],
  );
}

function eachTransaction(values: ExampleValues, make: (transactionId: string) => JsonObject): NamedPreset[] {
  return running(values).map(({ transactionId, evseId }) => ({
    label: `Transaction at EVSE ${evseId}`,
    payload: make(transactionId),
  }));
}

function localList({ idTag }: ExampleValues): NamedPreset[] {
  const idToken = idTokenOf(idTag);
  const entry = { idToken, idTokenInfo: { status: 'Accepted' } };
  const list = (updateType: string, entries?: Json): JsonObject => ({
    versionNumber: 1,
    updateType,
    ...(entries === undefined ? {} : { localAuthorizationList: entries }),
  });
  return [
    { label: `Add ${idTag}`, payload: list('Differential', [entry]) },
    { label: `Remove ${idTag}`, payload: list('Differential', [{ idToken }]) },
    { label: `Only ${idTag}`, payload: list('Full', [entry]) },
    { label: 'Empty list', payload: list('Full') },
  ];
}

export const NAMED_2: NamedPresets = {
  ChangeAvailability: (values) => [...switched('Operative', values), ...switched('Inoperative', values)],
  ClearChargingProfile: ({ evseId }) => [
    {
      label: `Default profile of EVSE ${evseId}`,
      payload: {
        chargingProfileCriteria: { evseId, chargingProfilePurpose: 'TxDefaultProfile', stackLevel: 0 },
      },
    },
    { label: 'Profile 1', payload: { chargingProfileId: 1 } },
  ],
  ClearVariableMonitoring: () => [{ label: 'Monitor 1', payload: { id: [1] } }],
  CustomerInformation: ({ idTag, requestId }) =>
    [
      { label: `Report ${idTag}`, report: true, clear: false },
      { label: `Erase ${idTag}`, report: false, clear: true },
    ].map(({ label, report, clear }) => ({
      label,
      payload: { requestId, report, clear, idToken: idTokenOf(idTag) },
    })),
  GetBaseReport: ({ requestId }) =>
    eachName(['FullInventory', 'ConfigurationInventory', 'SummaryInventory'], (reportBase) => ({
      requestId,
      reportBase,
    })),
  GetCompositeSchedule: (values) => [
    ...eachEvse(values, (evseId) => ({
      label: `EVSE ${evseId}, amperes`,
      payload: { duration: 3600, chargingRateUnit: 'A', evseId },
    })),
    { label: 'Station, watts', payload: { duration: 3600, chargingRateUnit: 'W', evseId: 0 } },
  ],
  GetInstalledCertificateIds: () => [
    { label: 'CSMS roots', payload: { certificateType: ['CSMSRootCertificate'] } },
    { label: 'All', payload: {} },
  ],
  GetLog: ({ filesUrl, requestId }) =>
    eachName(['DiagnosticsLog', 'SecurityLog'], (logType) => ({
      logType,
      requestId,
      log: { remoteLocation: `${filesUrl}/upload` },
    })),
  GetTransactionStatus: (values) => [
    ...eachTransaction(values, (transactionId) => ({ transactionId })),
    { label: 'Anything not sent yet', payload: {} },
  ],
  GetVariables: () => [
    {
      label: 'Heartbeat interval',
      payload: { getVariableData: [variable('OCPPCommCtrlr', 'HeartbeatInterval')] },
    },
    {
      label: 'Security profile',
      payload: { getVariableData: [variable('SecurityCtrlr', 'SecurityProfile')] },
    },
    {
      label: 'Network profiles',
      payload: { getVariableData: [variable('OCPPCommCtrlr', 'NetworkConfigurationPriority')] },
    },
    {
      label: 'Sampled values',
      payload: {
        getVariableData: [
          variable('SampledDataCtrlr', 'TxUpdatedInterval'),
          variable('SampledDataCtrlr', 'TxUpdatedMeasurands'),
        ],
      },
    },
  ],
  RequestStartTransaction: (values) => [
    ...eachEvse(values, (evseId) => ({
      label: `EVSE ${evseId}, ${values.idTag}`,
      payload: { evseId, remoteStartId: values.requestId, idToken: idTokenOf(values.idTag) },
    })),
    {
      label: `Any EVSE, ${values.idTag}`,
      payload: { remoteStartId: values.requestId, idToken: idTokenOf(values.idTag) },
    },
  ],
  RequestStopTransaction: (values) => eachTransaction(values, (transactionId) => ({ transactionId })),
  Reset: (values) => [
    { label: 'Immediate', payload: { type: 'Immediate' } },
    { label: 'OnIdle', payload: { type: 'OnIdle' } },
    ...eachEvse(values, (evseId) => ({
      label: `EVSE ${evseId} only`,
      payload: { type: 'Immediate', evseId },
    })),
  ],
  SendLocalList: localList,
  SetChargingProfile: (values) => [
    { label: 'Limit 16 A', payload: limited(values, 16) },
    { label: 'Limit 6 A', payload: limited(values, 6) },
    { label: 'Limit 0 A (pause)', payload: limited(values, 0) },
    { label: 'This transaction 6 A', payload: limitTransaction(values) },
  ],
  SetMonitoringBase: () =>
    eachName(['FactoryDefault', 'HardWiredOnly', 'All'], (monitoringBase) => ({ monitoringBase })),
  SetVariables: () =>
    [
      ['OCPPCommCtrlr', 'HeartbeatInterval', '300'],
      ['OCPPCommCtrlr', 'HeartbeatInterval', '60'],
      ['SampledDataCtrlr', 'TxUpdatedInterval', '10'],
    ].map(([component = '', name = '', attributeValue = '']) => ({
      label: `${name} ${attributeValue}`,
      payload: { setVariableData: [{ attributeValue, ...variable(component, name) }] },
    })),
  TriggerMessage: ({ connectorId, evseId }) =>
    eachName(TRIGGERED, (requestedMessage) => {
      if (requestedMessage === 'StatusNotification')
        return { requestedMessage, evse: { id: evseId, connectorId } };
      return OF_EVSE.has(requestedMessage)
        ? { requestedMessage, evse: { id: evseId } }
        : { requestedMessage };
    }),
  UnlockConnector: (values) =>
    eachConnector(values, ({ evseId = 1, connectorId }) => ({
      label: `EVSE ${evseId}, connector ${connectorId}`,
      payload: { evseId, connectorId },
    })),
};
