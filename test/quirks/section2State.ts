import { boots, call, connects, ticks, timedOut, type HistoryRow } from './stationHistory.ts';

/** Connections that work in one direction only. */
export const ROWS: readonly HistoryRow[] = [
  {
    row: 32,
    title: 'half-closed: we send, nothing returns',
    steps: [connects(0), boots(0), timedOut(40, 'ClearCache'), timedOut(80, 'ClearCache')],
    findings: ['station-silent'],
  },
  {
    row: 32,
    title: 'nothing comes for much longer than the heartbeat interval',
    steps: [connects(0), boots(0, { status: 'Accepted', interval: 30 }), ...ticks(1, 80)],
    findings: ['station-silent'],
    says: /nothing has come over it for/,
  },
  {
    row: 32,
    title: 'a computer that slept knows nothing',
    steps: [
      connects(0),
      boots(0, { status: 'Accepted', interval: 30 }),
      ...ticks(1, 20),
      ...ticks(4000, 4020),
      call(4020, 'Heartbeat'),
    ],
    findings: [],
  },
  {
    row: 33,
    title: 'deaf: heartbeats arrive, our calls are never answered',
    steps: [
      connects(0),
      boots(0),
      call(20, 'Heartbeat'),
      timedOut(40, 'GetConfiguration'),
      call(60, 'Heartbeat'),
      timedOut(80, 'TriggerMessage'),
    ],
    findings: ['station-deaf'],
  },
  {
    row: 33,
    title: 'one command without an answer is not enough',
    steps: [connects(0), boots(0), call(20, 'Heartbeat'), timedOut(40, 'GetConfiguration')],
    findings: [],
  },
];
