import {
  decimal,
  OTHER_OF_PAIR,
  rapiAction,
  rapiItem,
  readDecimal,
  type RapiItemSpec,
  type RapiWrite,
} from './rapiItem.ts';

const NEITHER = 'A refusal may also mean that a missed heartbeat waits to be acknowledged.';

const threshold = readDecimal('GO', 0, { scale: 0.1, digits: 1 });

/** Interval and current are written together: the one that is not wanted stays as it is. */
function heartbeatWrite(index: 0 | 1): RapiWrite {
  return {
    needs: ['GY'],
    command: (value, { args }) => {
      const other = args('GY')[1 - index] ?? '0';
      return index === 0 ? `SY ${value} ${other}` : `SY ${other} ${value}`;
    },
    // With 0 in its place the supervision were off, or a car got no current after a missed heartbeat.
    refuses: (_value, { args }) => (decimal(args('GY')[1 - index]) === undefined ? OTHER_OF_PAIR : undefined),
    refusal: NEITHER,
  };
}

/** Limits that the charger watches by itself. */
export const RAPI_SUPERVISION_ITEMS: readonly RapiItemSpec[] = [
  {
    item: rapiItem('heartbeatInterval', 'Heartbeat within', {
      type: 'integer',
      unit: 's',
      access: 'read-write',
      group: 'Supervision',
      risk: 'safety',
      min: 0,
      max: 65_535,
      meaning:
        'Without a heartbeat ($SY) for so long the current is limited. 0 switches the supervision off.',
    }),
    read: readDecimal('GY', 0),
    write: heartbeatWrite(0),
    since: '5',
  },
  {
    item: rapiItem('heartbeatCurrent', 'Current without heartbeat', {
      type: 'integer',
      unit: 'A',
      access: 'read-write',
      group: 'Supervision',
      risk: 'safety',
      min: 0,
      max: 80,
      meaning: 'What a car may draw after a missed heartbeat.',
    }),
    read: readDecimal('GY', 1),
    write: heartbeatWrite(1),
    since: '5',
  },
  rapiAction('heartbeatPulse', 'Send a heartbeat', 'SY', {
    risk: 'none',
    group: 'Supervision',
    meaning: 'A refusal means that an earlier heartbeat was missed and not acknowledged yet.',
  }),
  rapiAction('heartbeatAcknowledge', 'Acknowledge the missed heartbeat', 'SY 165', {
    risk: 'safety',
    group: 'Supervision',
    meaning: 'The current is allowed in full again.',
  }),
  {
    item: rapiItem('overTemperature', 'Stops above', {
      type: 'decimal',
      unit: '°C',
      access: 'read-write',
      group: 'Supervision',
      risk: 'safety',
      min: 0.1,
      max: 150,
      meaning: 'Above it the charger goes into a fault.',
    }),
    read: threshold,
    write: {
      command: (value) => `FO ${Math.round(Number(value) * 10)}`,
      isSame: (wanted, readBack) => Math.abs(Number(wanted) - Number(readBack)) < 0.05,
    },
    since: '6',
  },
];
