import type { JsonObject } from '../../shared/json.ts';
import type { NextTryRow } from './nextTryRow.ts';

const profile = (stackLevel: number): JsonObject => ({
  chargingProfileId: 1,
  stackLevel,
  chargingProfilePurpose: 'TxDefaultProfile',
  chargingProfileKind: 'Relative',
  chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }] },
});
const limited = (stackLevel: number): JsonObject => ({
  connectorId: 1,
  csChargingProfiles: profile(stackLevel),
});
const limited2 = (stackLevel: number): JsonObject => ({ evseId: 1, chargingProfile: { id: 1, stackLevel } });
const REJECTED = [3, { status: 'Rejected' }] as const;
const ACCEPTED = [3, { status: 'Accepted' }] as const;
const COMMON = { version: '1.6' } as const;

export const ROWS: readonly NextTryRow[] = [
  {
    ...COMMON,
    row: 108,
    title: 'all keys are not answered: four at a time',
    action: 'GetConfiguration',
    payload: {},
    offers: [
      {
        key: [
          'NumberOfConnectors',
          'SupportedFeatureProfiles',
          'HeartbeatInterval',
          'MeterValueSampleInterval',
        ],
      },
      {
        key: [
          'MeterValuesSampledData',
          'ClockAlignedDataInterval',
          'AuthorizeRemoteTxRequests',
          'ConnectionTimeOut',
        ],
      },
      { key: ['ResetRetries', 'LocalPreAuthorize', 'LocalAuthorizeOffline', 'StopTransactionOnInvalidId'] },
    ],
    says: '4 at a time',
  },
  {
    ...COMMON,
    row: 108,
    title: 'four keys are not answered either: one at a time',
    action: 'GetConfiguration',
    payload: { key: ['A', 'B', 'C', 'D'] },
    offers: [{ key: ['A'] }, { key: ['B'] }, { key: ['C'] }],
    says: 'Ask for A only',
  },
  {
    ...COMMON,
    row: 108,
    title: 'all keys are answered',
    action: 'GetConfiguration',
    payload: {},
    answer: [3, { configurationKey: [] }],
    offers: [],
  },
  {
    ...COMMON,
    row: 116,
    title: 'WebSocketPingInterval is not supported: no fault',
    action: 'ChangeConfiguration',
    payload: { key: 'WebSocketPingInterval', value: '30' },
    answer: [3, { status: 'NotSupported' }],
    offers: [],
    says: 'not a fault',
  },
  {
    ...COMMON,
    row: 120,
    title: 'a trigger is not implemented: no fault',
    action: 'TriggerMessage',
    payload: { requestedMessage: 'MeterValues' },
    answer: [3, { status: 'NotImplemented' }],
    offers: [],
    says: 'cannot be asked for MeterValues',
  },
  {
    ...COMMON,
    row: 120,
    title: 'a trigger is rejected: no fault',
    action: 'TriggerMessage',
    payload: { requestedMessage: 'Heartbeat' },
    answer: REJECTED,
    offers: [],
    says: 'not a fault',
  },
  {
    ...COMMON,
    row: 121,
    title: 'only stack level 0',
    action: 'SetChargingProfile',
    payload: limited(1),
    answer: REJECTED,
    offers: [limited(0)],
    says: 'stack level 0 only',
  },
  {
    ...COMMON,
    row: 123,
    title: 'its own maximum stack level is rejected: one below',
    action: 'SetChargingProfile',
    payload: limited(8),
    answer: REJECTED,
    offers: [limited(0), limited(7)],
    says: 'as their maximum',
  },
  {
    row: 123,
    version: '2.0.1',
    title: 'the same in 2.0.1, refused with an error',
    action: 'SetChargingProfile',
    payload: limited2(3),
    answer: [4, 'InternalError', '', {}],
    offers: [limited2(0), limited2(2)],
    says: 'as their maximum',
  },
  {
    ...COMMON,
    row: 121,
    title: 'stack level 0 is rejected, too: nothing is known to help',
    action: 'SetChargingProfile',
    payload: limited(0),
    answer: REJECTED,
    offers: [],
  },
  {
    ...COMMON,
    row: 126,
    title: 'RemoteStart without connectorId is rejected',
    action: 'RemoteStartTransaction',
    payload: { idTag: 'T1' },
    answer: REJECTED,
    offers: [{ connectorId: 1, idTag: 'T1' }],
    says: 'connectorId 1',
  },
  {
    row: 126,
    version: '2.0.1',
    title: 'RequestStart without evseId is rejected',
    action: 'RequestStartTransaction',
    payload: { remoteStartId: 1, idToken: { idToken: 'T1', type: 'ISO14443' } },
    answer: REJECTED,
    offers: [{ evseId: 1, remoteStartId: 1, idToken: { idToken: 'T1', type: 'ISO14443' } }],
    says: 'evseId 1',
  },
  {
    ...COMMON,
    row: 126,
    title: 'RemoteStart without connectorId is accepted',
    action: 'RemoteStartTransaction',
    payload: { idTag: 'T1' },
    answer: ACCEPTED,
    offers: [],
  },
];
