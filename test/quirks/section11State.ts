import { answered, boots, call, connects, iso, type HistoryRow } from './stationHistory.ts';

/** Seen on the wire from independent implementations. */
export const ROWS: readonly HistoryRow[] = [
  {
    row: 160,
    title: 'two stops of one transaction within a millisecond at shutdown',
    steps: [
      connects(0),
      boots(0),
      call(
        1,
        'StartTransaction',
        { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: iso(1) },
        { transactionId: 1 },
      ),
      call(60, 'StopTransaction', {
        transactionId: 1,
        meterStop: 9,
        timestamp: iso(60),
        reason: 'PowerLoss',
      }),
      call(60.001, 'StopTransaction', {
        transactionId: 1,
        meterStop: 9,
        timestamp: iso(60),
        reason: 'Local',
      }),
    ],
    issues: ['stop-repeated'],
    findings: ['stop-repeated'],
    connectors: [{ connectorId: 1, transactionId: undefined, energyWh: 9 }],
  },
  {
    row: 164,
    title: 'closes upon Reset and comes back with a new boot: as it should be',
    steps: [
      connects(0),
      boots(0),
      ...[10, 60, 110].flatMap((s) => [
        answered(s, 'Reset', { type: 'Soft' }, { status: 'Accepted' }),
        { s: s + 1, leaves: 'station' } as const,
        connects(s + 8),
        boots(s + 8),
      ]),
    ],
    findings: [],
  },
];
