import { answered, boots, call, connects, iso, type HistoryRow } from './stationHistory.ts';

/** What shows only over a restart or many. */
export const ROWS: readonly HistoryRow[] = [
  {
    row: 151,
    title: 'keeps sending the old transaction id long after the stop',
    steps: [
      connects(0),
      boots(0),
      call(
        1,
        'StartTransaction',
        { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: iso(1) },
        { transactionId: 1 },
      ),
      call(60, 'StopTransaction', { transactionId: 1, meterStop: 9, timestamp: iso(60) }),
      ...[600, 660].map((s) =>
        call(s, 'MeterValues', {
          connectorId: 1,
          transactionId: 1,
          meterValue: [{ timestamp: iso(s), sampledValue: [{ value: '0', measurand: 'Current.Import' }] }],
        }),
      ),
    ],
    issues: ['meter-values-after-stop', 'meter-values-after-stop'],
    findings: ['transaction-id-stuck'],
    connectors: [{ connectorId: 1, transactionId: undefined }],
  },
  {
    row: 156,
    title: 'settings are lost at boot',
    steps: [
      connects(0),
      boots(0),
      answered(
        1,
        'ChangeConfiguration',
        { key: 'MeterValueSampleInterval', value: '10' },
        { status: 'Accepted' },
      ),
      answered(
        2,
        'GetConfiguration',
        {},
        { configurationKey: [{ key: 'MeterValueSampleInterval', value: '10' }] },
      ),
      connects(4000),
      boots(4000),
      answered(
        4001,
        'GetConfiguration',
        {},
        { configurationKey: [{ key: 'MeterValueSampleInterval', value: '60' }] },
      ),
    ],
    findings: ['setting-lost'],
    says: /“10” and accepted, but after a restart it is “60”/,
  },
  {
    row: 158,
    title: 'reboots often',
    steps: [0, 3600, 7200, 10_800, 14_400].flatMap((s) => [connects(s), boots(s)]),
    findings: ['boots-often'],
    says: /restarted 5 times within 4 h/,
  },
];
