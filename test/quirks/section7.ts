import type { Json, JsonObject } from '../../shared/json.ts';
import {
  answered,
  boots,
  boots2,
  call,
  connects,
  iso,
  refused,
  ticks,
  type HistoryRow,
  type Step,
} from './stationHistory.ts';

const BEGIN = [connects(0), boots(0)];
const BEGIN_2 = [connects(0, '2.0.1'), boots2(0)];

const settings = (s: number, key: string, value: Json): Step =>
  answered(s, 'GetConfiguration', {}, { configurationKey: [{ key, readonly: false, value }] });

const change = (s: number, key: string, value: string, status = 'Accepted'): Step =>
  answered(s, 'ChangeConfiguration', { key, value }, { status });

const profile = (limit: number, stackLevel = 0, unit = 'A'): JsonObject => ({
  connectorId: 1,
  csChargingProfiles: {
    chargingProfileId: 1,
    stackLevel,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Relative',
    chargingSchedule: { chargingRateUnit: unit, chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
  },
});

const sampled = (s: number, samples: readonly JsonObject[]): Step =>
  call(s, 'MeterValues', { connectorId: 1, meterValue: [{ timestamp: iso(s), sampledValue: [...samples] }] });

const current = (s: number, value: number): Step =>
  sampled(s, [{ value: String(value), measurand: 'Current.Import', phase: 'L1', unit: 'A' }]);

const part = (s: number, tbc: boolean): Step =>
  call(s, 'NotifyReport', { requestId: 5, seqNo: s, tbc, generatedAt: iso(s), reportData: [] });

const CONFIGURATION: readonly HistoryRow[] = [
  {
    row: 110,
    title: 'NumberOfConnectors is garbage',
    steps: [...BEGIN, settings(1, 'NumberOfConnectors', '1634030126')],
    findings: ['connectors-garbage'],
  },
  {
    row: 111,
    title: 'a list that is cut inside a word',
    steps: [...BEGIN, settings(1, 'MeterValuesSampledData', 'Energy.Active.Import.Register,Power.Act')],
    findings: ['value-cut'],
  },
  {
    row: 111,
    title: 'a value that is shorter than what was set',
    steps: [
      ...BEGIN,
      change(1, 'AuthorizeURL', 'https://example.com/a/long/one'),
      settings(2, 'AuthorizeURL', 'https://example.com/'),
    ],
    findings: ['value-cut'],
  },
  {
    row: 112,
    title: 'values as number or boolean',
    steps: [...BEGIN, settings(1, 'HeartbeatInterval', 30), settings(2, 'AuthorizeRemoteTxRequests', true)],
    findings: ['value-not-text'],
  },
  {
    row: 115,
    title: 'spaces in SupportedFeatureProfiles',
    steps: [...BEGIN, settings(1, 'SupportedFeatureProfiles', 'Core, SmartCharging')],
    findings: ['feature-profiles-untidy'],
  },
  {
    row: 115,
    title: 'items that OCPP does not have',
    steps: [...BEGIN, settings(1, 'SupportedFeatureProfiles', 'Core,Smart')],
    findings: ['feature-profiles-untidy'],
    says: /“Smart”/,
  },
  {
    row: 117,
    title: 'accepts measurands, then sends none of them',
    steps: [
      ...BEGIN,
      change(1, 'MeterValuesSampledData', 'Voltage,SoC,Energy.Active.Import.Register'),
      ...[10, 20, 30].map((s) =>
        sampled(s, [{ value: '1' }, { value: '230', measurand: 'Voltage', phase: 'L1' }]),
      ),
    ],
    findings: ['measurands-missing'],
    says: /accepted to send SoC, but/,
  },
  {
    row: 117,
    title: 'accepts measurands and sends them',
    steps: [
      ...BEGIN,
      change(1, 'MeterValuesSampledData', 'Voltage'),
      ...[10, 20, 30].map((s) => sampled(s, [{ value: '230', measurand: 'Voltage', phase: 'L1' }])),
    ],
    findings: [],
  },
  {
    row: 117,
    title: 'measurands of the device model',
    steps: [
      ...BEGIN_2,
      answered(
        1,
        'SetVariables',
        {
          setVariableData: [
            {
              component: { name: 'SampledDataCtrlr' },
              variable: { name: 'TxUpdatedMeasurands' },
              attributeValue: 'SoC',
            },
          ],
        },
        {
          setVariableResult: [
            {
              component: { name: 'SampledDataCtrlr' },
              variable: { name: 'TxUpdatedMeasurands' },
              attributeStatus: 'Accepted',
            },
          ],
        },
      ),
      ...[10, 20, 30].map((s) => sampled(s, [{ value: 230, measurand: 'Voltage' }])),
    ],
    findings: ['measurands-missing'],
  },
  {
    row: 118,
    title: 'RebootRequired is collected',
    steps: [
      ...BEGIN,
      change(1, 'HeartbeatInterval', '60', 'RebootRequired'),
      change(2, 'ConnectionTimeOut', '60', 'RebootRequired'),
    ],
    findings: ['reboot-required'],
    says: /2 settings hold only after a restart: HeartbeatInterval, ConnectionTimeOut/,
  },
  {
    row: 118,
    title: 'reboots by itself upon ChangeConfiguration',
    steps: [
      ...BEGIN,
      change(400, 'AuthorizeRemoteTxRequests', 'true'),
      { s: 401, leaves: 'network' },
      connects(420),
      boots(420),
    ],
    findings: ['reboots-upon-change'],
  },
  {
    row: 119,
    title: 'probing of measurands leads to a boot loop',
    steps: [
      ...BEGIN,
      ...[60, 120].flatMap((s) => [
        {
          s,
          sent: 'ChangeConfiguration',
          payload: { key: 'MeterValuesSampledData', value: 'RPM' },
          ended: { outcome: 'disconnected' },
        } as const,
        { s: s + 1, leaves: 'network' } as const,
        connects(s + 20),
        boots(s + 20),
      ]),
    ],
    findings: ['boot-loop', 'reboots-upon-change'],
    says: /each time after the command ChangeConfiguration MeterValuesSampledData/,
  },
];

const COMMANDS: readonly HistoryRow[] = [
  {
    row: 120,
    title: 'TriggerMessage is not known',
    steps: [...BEGIN, refused(1, 'TriggerMessage', { requestedMessage: 'Heartbeat' }, 'NotImplemented')],
    findings: ['trigger-unsupported'],
  },
  {
    row: 120,
    title: 'one message cannot be triggered',
    steps: [
      ...BEGIN,
      answered(1, 'TriggerMessage', { requestedMessage: 'MeterValues' }, { status: 'NotImplemented' }),
    ],
    findings: ['trigger-unsupported'],
    says: /MeterValues/,
  },
  {
    row: 120,
    title: 'rejected twice',
    steps: [
      ...BEGIN,
      ...[1, 2].map((s) =>
        answered(s, 'TriggerMessage', { requestedMessage: 'MeterValues' }, { status: 'Rejected' }),
      ),
    ],
    findings: ['trigger-unsupported'],
  },
  {
    row: 121,
    title: 'only stackLevel 0',
    steps: [
      ...BEGIN,
      answered(1, 'SetChargingProfile', profile(16, 2), { status: 'Rejected' }),
      answered(2, 'SetChargingProfile', profile(16, 0), { status: 'Accepted' }),
    ],
    findings: ['stack-level-refused', 'stack-level-zero-only'],
  },
  {
    row: 122,
    title: 'ClearChargingProfile with stackLevel 0 is Unknown',
    steps: [...BEGIN, answered(1, 'ClearChargingProfile', { stackLevel: 0 }, { status: 'Unknown' })],
    findings: ['clear-stack-level-zero'],
  },
  {
    row: 123,
    title: 'rejects its own maximum stackLevel',
    steps: [
      ...BEGIN,
      settings(1, 'ChargeProfileMaxStackLevel', '10'),
      answered(2, 'SetChargingProfile', profile(16, 10), { status: 'Rejected' }),
    ],
    findings: ['stack-level-maximum'],
  },
  {
    row: 124,
    title: 'a profile is accepted and not applied',
    steps: [
      ...BEGIN,
      answered(1, 'SetChargingProfile', profile(6), { status: 'Accepted' }),
      ...[10, 40, 70, 100].map((s) => current(s, 16)),
    ],
    findings: ['profile-not-applied'],
    says: /limit of 6 A, but 16 A/,
  },
  {
    row: 124,
    title: 'a profile that is applied after a moment',
    steps: [
      ...BEGIN,
      answered(1, 'SetChargingProfile', profile(6), { status: 'Accepted' }),
      ...[10, 20].map((s) => current(s, 16)),
      ...[40, 70, 100].map((s) => current(s, 5.9)),
    ],
    findings: [],
  },
  {
    row: 125,
    title: 'measures 2.0.1 by the schemas of 1.6',
    steps: [
      ...BEGIN_2,
      refused(1, 'Reset', { type: 'Immediate' }, 'TypeConstraintViolation'),
      refused(2, 'ChangeAvailability', { operationalStatus: 'Operative' }, 'FormatViolation'),
    ],
    findings: ['checks-other-version'],
  },
  {
    row: 126,
    title: 'RemoteStart without connectorId is rejected',
    steps: [...BEGIN, answered(1, 'RemoteStartTransaction', { idTag: '04A1B2C3' }, { status: 'Rejected' })],
    findings: ['remote-start-needs-connector'],
  },
  {
    row: 127,
    title: 'the id tag must be hexadecimal',
    steps: [
      ...BEGIN,
      answered(1, 'RemoteStartTransaction', { idTag: 'Ann', connectorId: 1 }, { status: 'Rejected' }),
    ],
    findings: ['id-tag-not-hex'],
  },
  {
    row: 128,
    title: 'one card in two writings',
    steps: [
      ...BEGIN,
      call(1, 'Authorize', { idTag: '04A1B2C3' }),
      call(2, 'Authorize', { idTag: 'C3B2A104' }),
      call(3, 'Authorize', { idTag: '0102030405' }),
    ],
    findings: ['card-written-differently'],
  },
  {
    row: 129,
    title: 'a report that says there is more, and then nothing comes',
    steps: [
      ...BEGIN_2,
      answered(1, 'GetBaseReport', { requestId: 5, reportBase: 'FullInventory' }, { status: 'Accepted' }),
      part(2, true),
      part(3, true),
      ...ticks(4, 70),
    ],
    findings: ['report-incomplete'],
    says: /only 2 parts came/,
  },
  {
    row: 129,
    title: 'a report that is complete, also where its parts overtake the answer',
    steps: [
      ...BEGIN_2,
      part(1, true),
      part(2, false),
      answered(3, 'GetBaseReport', { requestId: 5, reportBase: 'FullInventory' }, { status: 'Accepted' }),
      ...ticks(4, 70),
    ],
    findings: [],
  },
  {
    row: 129,
    title: 'GetBaseReport is not supported',
    steps: [
      ...BEGIN_2,
      answered(1, 'GetBaseReport', { requestId: 5, reportBase: 'FullInventory' }, { status: 'NotSupported' }),
    ],
    findings: ['report-unsupported'],
  },
];

export const ROWS: readonly HistoryRow[] = [...CONFIGURATION, ...COMMANDS];
