import { boots, call, connects, iso, type HistoryRow, type Step } from './stationHistory.ts';

const status = (s: number, timestamp: string, connectorId = 1): Step =>
  call(s, 'StatusNotification', { connectorId, status: 'Available', errorCode: 'NoError', timestamp });

/** `2026-11-21T12:00:00` in the local time of the tests' machine, without a zone. */
function localIso(s: number): string {
  const time = new Date(Date.parse(iso(s)));
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${part(time.getMonth() + 1)}-${part(time.getDate())}T${part(time.getHours())}:${part(time.getMinutes())}:${part(time.getSeconds())}`;
}

/** Time. */
export const ROWS: readonly HistoryRow[] = [
  {
    row: 80,
    title: 'no zone: UTC',
    steps: [connects(0), boots(0), status(1, iso(1).replace(/\.\d+Z$/, ''))],
    issues: ['time-without-zone'],
    findings: ['clock-no-zone'],
  },
  {
    row: 80,
    title: 'no zone: local time',
    steps: [connects(0), boots(0), status(1, localIso(1))],
    issues: ['time-without-zone'],
    findings: ['clock-no-zone'],
  },
  {
    row: 81,
    title: 'local time labelled Z, ahead of UTC',
    steps: [connects(0), boots(0), ...[1, 40, 80].map((s) => status(s, iso(s + 2 * 3600), s))],
    findings: ['clock-local-time'],
    says: /exactly 2 hours ahead/,
  },
  {
    row: 81,
    title: 'local time labelled Z, behind UTC by half hours',
    steps: [connects(0), boots(0), ...[1, 40, 80].map((s) => status(s, iso(s - 3.5 * 3600), s))],
    findings: ['clock-local-time'],
    says: /exactly 3.5 hours behind/,
  },
  {
    row: 81,
    title: 'a clock that is some minutes off is no time zone',
    steps: [connects(0), boots(0), ...[1, 40, 80].map((s) => status(s, iso(s + 600), s))],
    findings: [],
  },
  {
    row: 82,
    title: '1970 before the time is set',
    steps: [connects(0), boots(0), status(1, '1970-01-01T00:00:12Z')],
    issues: ['time-unset'],
    findings: ['clock-unset'],
  },
  {
    row: 83,
    title: 'offset without minutes',
    steps: [connects(0), boots(0), status(1, iso(1 + 3 * 3600).replace(/\.\d+Z$/, '+03'))],
    issues: ['time-short-offset'],
    findings: ['clock-short-offset'],
  },
  {
    row: 86,
    title: 'stop records replayed days later',
    steps: [
      connects(0),
      boots(0),
      status(1, iso(1)),
      call(2, 'StopTransaction', { transactionId: 7, meterStop: 9, timestamp: iso(2 - 3 * 86_400) }),
    ],
    issues: ['backlog'],
    findings: ['backlog', 'stop-without-start'],
  },
  {
    row: 86,
    title: 'a slow clock is no backlog',
    steps: [
      connects(0),
      boots(0),
      status(1, iso(1 - 1200)),
      call(2, 'MeterValues', {
        connectorId: 1,
        meterValue: [{ timestamp: iso(2 - 1200), sampledValue: [] }],
      }),
    ],
    findings: [],
  },
  {
    row: 87,
    title: '“system time changed” over and over',
    steps: [
      connects(0),
      boots(0),
      ...[1, 61, 121, 181, 241].map((s) =>
        call(s, 'SecurityEventNotification', { type: 'SettingSystemTime', timestamp: iso(s) }),
      ),
    ],
    findings: ['clock-storm'],
  },
];
