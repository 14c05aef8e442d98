import type { Json, JsonObject } from '../../shared/json.ts';
import { boots, boots2, call, connects, iso, ticks, type HistoryRow, type Step } from './stationHistory.ts';

const status = (s: number, connectorId: number, name: string): Step =>
  call(s, 'StatusNotification', { connectorId, status: name, errorCode: 'NoError' });

const start = (s: number, id: number, connectorId = 1, more: JsonObject = {}): Step =>
  call(
    s,
    'StartTransaction',
    { connectorId, idTag: 'AA', meterStart: 100, timestamp: iso(s), ...more },
    { transactionId: id, idTagInfo: { status: 'Accepted' } },
  );

const stop = (s: number, transactionId: Json, more: JsonObject = {}): Step =>
  call(s, 'StopTransaction', { transactionId, meterStop: 900, timestamp: iso(s), ...more });

const meter = (s: number, connectorId: number, more: JsonObject = {}): Step =>
  call(s, 'MeterValues', {
    connectorId,
    ...more,
    meterValue: [
      { timestamp: iso(s), sampledValue: [{ value: String(100 + s), measurand: 'Power.Active.Import' }] },
    ],
  });

const event = (s: number, seqNo: number, more: JsonObject = {}): Step =>
  call(s, 'TransactionEvent', {
    eventType: 'Updated',
    timestamp: iso(s),
    triggerReason: 'MeterValuePeriodic',
    seqNo,
    transactionInfo: { transactionId: 'T1' },
    ...more,
  });

const BEGIN = [connects(0), boots(0)];
const BEGIN_2 = [connects(0, '2.0.1'), boots2(0)];

/** Order and state: boots. */
const BOOTS: readonly HistoryRow[] = [
  {
    row: 88,
    title: 'no boot upon reconnect: told after 10 s',
    steps: [connects(0), call(1, 'Heartbeat'), ...ticks(1, 12)],
    findings: ['no-boot'],
  },
  {
    row: 88,
    title: 'nothing is told before',
    steps: [connects(0), call(1, 'Heartbeat'), ...ticks(1, 9)],
    findings: [],
  },
  { row: 88, title: 'a boot settles it', steps: [...BEGIN, ...ticks(1, 12)], findings: [] },
  {
    row: 91,
    title: 'StatusNotification while Pending',
    steps: [connects(0), boots(0, { status: 'Pending', interval: 60 }), status(1, 1, 'Available')],
    issues: ['sent-while-pending'],
    findings: [],
  },
  {
    row: 98,
    title: 'boot repeated every 10 s after the answer to a stop',
    steps: [...BEGIN, ...[10, 20, 30].flatMap((s) => [stop(s - 1, 7, { meterStop: s }), boots(s)])],
    issues: ['stop-repeated', 'stop-repeated'],
    findings: ['boot-loop', 'stop-repeated', 'stop-without-start', 'time-boots-again'],
    says: /each time after our answer to StopTransaction/,
  },
  {
    row: 98,
    title: 'retries of a boot that is not accepted are no loop',
    steps: [connects(0), ...[0, 10, 20, 30, 40].map((s) => boots(s, { status: 'Rejected', interval: 10 }))],
    findings: [],
  },
  {
    row: 105,
    title: 'reconnect directly in Preparing is in order',
    steps: [...BEGIN, status(1, 1, 'Preparing')],
    findings: [],
  },
  {
    row: 106,
    title: 'ignores the interval of the boot',
    steps: [...BEGIN, ...[10, 20, 30, 40, 50].map((s) => call(s, 'Heartbeat'))],
    findings: ['heartbeat-interval'],
    says: /every 10 s, more often than the 300 s/,
  },
  {
    row: 106,
    title: 'heartbeats that come too seldom',
    steps: [
      connects(0),
      boots(0, { status: 'Accepted', interval: 60 }),
      ...[60, 360, 660, 960].map((s) => call(s, 'Heartbeat')),
    ],
    findings: ['heartbeat-interval'],
  },
];

/** Order and state: transactions of 1.6. */
const TRANSACTIONS: readonly HistoryRow[] = [
  {
    row: 93,
    title: 'meter values after the stop',
    steps: [...BEGIN, start(1, 7), stop(10, 7), meter(12, 1, { transactionId: 7 })],
    issues: ['meter-values-after-stop'],
    findings: ['meter-values-after-stop'],
  },
  ...([0, undefined, 5] as const).map((id): HistoryRow => ({
    row: 94,
    title: `meter values with transaction id ${id ?? 'missing'}`,
    steps: [
      ...BEGIN,
      start(1, 5, 2),
      stop(2, 5),
      start(3, 7),
      meter(10, 1, id === undefined ? {} : { transactionId: id }),
    ],
    issues: ['transaction-guessed'],
    findings: ['meter-values-wrong-id'],
    connectors: [
      { connectorId: 1, transactionId: '7', powerW: 110 },
      { connectorId: 2, transactionId: undefined },
    ],
  })),
  ...([-1, 0, null] as const).map((id): HistoryRow => ({
    row: 95,
    title: `StopTransaction with ${id}`,
    steps: [
      ...BEGIN,
      start(1, 7, 1, { idTag: 'AA' }),
      start(2, 8, 2, { idTag: 'BB' }),
      stop(60, id, { idTag: 'BB' }),
    ],
    issues: ['transaction-guessed'],
    findings: ['stop-wrong-id'],
    connectors: [
      { connectorId: 1, transactionId: '7' },
      { connectorId: 2, transactionId: undefined, energyWh: 900 },
    ],
  })),
  {
    row: 95,
    title: 'matched by the meter where there is no tag',
    steps: [
      ...BEGIN,
      start(1, 7, 1, { meterStart: 50_000 }),
      start(2, 8, 2, { meterStart: 800 }),
      stop(60, 0, { meterStop: 900 }),
    ],
    issues: ['transaction-guessed'],
    findings: ['stop-wrong-id'],
    connectors: [
      { connectorId: 1, transactionId: '7' },
      { connectorId: 2, transactionId: undefined },
    ],
  },
  {
    row: 96,
    title: 'StopTransaction of a transaction that never started; values that follow belong to it',
    steps: [...BEGIN, stop(10, 99), meter(12, 1, { transactionId: 99 })],
    issues: ['meter-values-after-stop'],
    findings: ['meter-values-after-stop', 'stop-without-start'],
  },
  {
    row: 97,
    title: 'after a reset offline only the stop is sent',
    steps: [...BEGIN, stop(10, -1, { timestamp: iso(10 - 7200) })],
    issues: ['backlog', 'transaction-unknown'],
    findings: ['backlog', 'stop-without-start'],
  },
  {
    row: 99,
    title: 'meter values of connector 0: the mains',
    steps: [...BEGIN, meter(10, 0), meter(70, 0)],
    findings: ['mains-meter'],
    connectors: [{ connectorId: 0, powerW: 170 }],
  },
];

/** Order and state: 2.x, statuses, doubles. */
const OTHERS: readonly HistoryRow[] = [
  {
    row: 100,
    title: 'EVSE 0 in 2.0.1',
    steps: [
      ...BEGIN_2,
      call(1, 'StatusNotification', {
        evseId: 0,
        connectorId: 0,
        connectorStatus: 'Available',
        timestamp: iso(1),
      }),
    ],
    issues: ['evse-zero'],
    findings: ['evse-zero'],
  },
  {
    row: 101,
    title: 'no connectorId, a gap in seqNo, offline without cause',
    steps: [
      ...BEGIN_2,
      event(1, 0, { eventType: 'Started', evse: { id: 1 } }),
      event(2, 1),
      event(3, 4),
      event(4, 5, { offline: true }),
    ],
    issues: ['connector-missing', 'sequence-gap', 'offline-flag'],
    findings: ['offline-flag', 'sequence-gap'],
  },
  {
    row: 102,
    title: 'triggerReason missing',
    steps: [
      ...BEGIN_2,
      call(1, 'TransactionEvent', {
        eventType: 'Updated',
        timestamp: iso(1),
        seqNo: 1,
        transactionInfo: { transactionId: 'T1' },
      }),
    ],
    findings: ['trigger-reason-missing'],
  },
  {
    row: 103,
    title: 'the EVSE in every event',
    steps: [
      ...BEGIN_2,
      event(1, 0, { eventType: 'Started', evse: { id: 1, connectorId: 1 } }),
      event(2, 1, { evse: { id: 1, connectorId: 1 } }),
    ],
    findings: ['evse-repeated'],
  },
  {
    row: 104,
    title: 'Preparing to Finishing by time-out',
    steps: [...BEGIN, status(1, 1, 'Available'), status(5, 1, 'Preparing'), status(65, 1, 'Finishing')],
    findings: ['preparing-timed-out'],
  },
  {
    row: 104,
    title: 'a step that the specification does not have',
    steps: [...BEGIN, status(1, 1, 'Available'), status(5, 1, 'Finishing')],
    issues: ['status-order'],
    findings: ['status-order'],
  },
  {
    row: 107,
    title: 'doubled notifications',
    steps: [
      ...BEGIN,
      ...[1, 11, 21].flatMap((s) => [status(s, s, 'Available'), status(s + 0.01, s, 'Available')]),
    ],
    issues: ['notification-doubled', 'notification-doubled', 'notification-doubled'],
    findings: ['notifications-doubled'],
  },
];

export const ROWS: readonly HistoryRow[] = [...BOOTS, ...TRANSACTIONS, ...OTHERS];
