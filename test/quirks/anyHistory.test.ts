import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DETECTORS } from '../../electron/core/central/watch/detectors.ts';
import { FindingLog } from '../../electron/core/central/watch/findingLog.ts';
import { StationWatch } from '../../electron/core/central/watch/stationWatch.ts';
import type { JsonObject } from '../../shared/json.ts';
import { play, type Step } from './stationHistory.ts';

const FIELDS = [
  'attributeStatus',
  'chargingProfile',
  'chargingSchedule',
  'chargingSchedulePeriod',
  'component',
  'configurationKey',
  'connectorId',
  'csChargingProfiles',
  'evse',
  'evseId',
  'eventType',
  'id',
  'idTag',
  'idToken',
  'key',
  'limit',
  'measurand',
  'meterStop',
  'meterValue',
  'offline',
  'requestedMessage',
  'requestId',
  'sampledValue',
  'seqNo',
  'setVariableData',
  'setVariableResult',
  'stackLevel',
  'status',
  'tbc',
  'timestamp',
  'transactionId',
  'transactionInfo',
  'type',
  'value',
  '__proto__',
  'constructor',
];
const SCALARS = [
  null,
  true,
  0,
  1,
  -1,
  1e300,
  '',
  '0',
  'Accepted',
  'Rejected',
  'Pending',
  'Available',
  'Finishing',
  'MeterValuesSampledData',
  'Voltage,SoC',
  'NumberOfConnectors',
  '2026-11-21T10:00:00Z',
  '1970-01-01T00:00:00+03',
  '2026-11-21T10:00:00',
  '04A1B2C3',
  'x'.repeat(3000),
];

const { payload } = fc.letrec<{ payload: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...SCALARS),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('payload'),
  ),
  payload: fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), {
    maxKeys: 6,
  }) as fc.Arbitrary<JsonObject>,
}));
const action = fc.constantFrom(
  'BootNotification',
  'Heartbeat',
  'StatusNotification',
  'MeterValues',
  'StartTransaction',
  'StopTransaction',
  'TransactionEvent',
  'Authorize',
  'NotifyReport',
  'SecurityEventNotification',
  'DataTransfer',
  'Nonsense',
  '__proto__',
);
const command = fc.constantFrom(
  'GetConfiguration',
  'ChangeConfiguration',
  'SetVariables',
  'SetChargingProfile',
  'ClearChargingProfile',
  'TriggerMessage',
  'RemoteStartTransaction',
  'GetBaseReport',
  'Reset',
  'Nonsense',
);
const outcome = fc.constantFrom('answered', 'refused', 'timed-out', 'disconnected', 'cancelled');
const s = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constantFrom(0, 1e6, -5));
const step = fc.oneof(
  fc.record({ s, call: action, payload: fc.oneof(payload, fc.constantFrom(...SCALARS)), answer: payload }),
  fc.record({
    s,
    sent: command,
    payload,
    ended: fc.record({ outcome, payload, code: fc.constantFrom('NotImplemented', 'FormatViolation') }),
  }),
  fc.record({ s, connects: fc.constantFrom('1.5', '1.6', '2.0.1', '2.1') }),
  fc.record({ s, leaves: fc.constantFrom('station', 'kerbside', 'network') }),
  fc.record({ s, tick: fc.constant(true) }),
) as fc.Arbitrary<Step>;

it('no history breaks a detector', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      expect(play(steps).defects).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

it('a station that names something else each time does not fill the memory', () => {
  const log = new FindingLog();
  const watch = new StationWatch(
    DETECTORS,
    (finding, at, seq) => log.add('CP1', finding, at, seq),
    () => undefined,
  );
  const garbage = 'x'.repeat(5000);
  const round = (n: number): void => {
    const at = 1_800_000_000_000 + n * 1000;
    for (const name of [
      'StatusNotification',
      'MeterValues',
      'StopTransaction',
      'TransactionEvent',
      'Authorize',
    ]) {
      const fields: JsonObject = {
        connectorId: n,
        evse: { id: n, garbage },
        idTag: `${n}${garbage}`,
        transactionId: `${n}${garbage}`,
        transactionInfo: { transactionId: `${n}${garbage}` },
        seqNo: n * 2,
        status: `${n}${garbage}`,
        meterValue: [{ timestamp: '2026-11-21T10:00:00', sampledValue: [{ measurand: `${n}${garbage}` }] }],
      };
      watch.inspect({ type: 'call', at, action: name, payload: fields });
      watch.recorded(at, n);
      watch.note({
        type: 'answered',
        at,
        action: name,
        payload: fields,
        answer: { transactionId: `${n}${garbage}` },
      });
    }
    const sent: JsonObject = {
      key: `${n}${garbage}`,
      value: garbage,
      requestId: n,
      requestedMessage: `${n}${garbage}`,
    };
    for (const name of ['ChangeConfiguration', 'GetBaseReport', 'TriggerMessage']) {
      for (const status of ['Accepted', 'RebootRequired', 'NotImplemented']) {
        const ended = { action: name, outcome: 'answered', payload: { status } } as const;
        watch.note({ type: 'outcome', at, payload: sent, outcome: ended });
      }
    }
  };
  for (let n = 0; n < 300; n += 1) round(n);
  const before = heapBytes();
  for (let n = 300; n < 3000; n += 1) round(n);
  const growth = heapBytes() - before;
  expect(log.list().length).toBeLessThanOrEqual(200);
  // What was seen in 2,700 more rounds is 200 MB of text; next to nothing of it may stay.
  expect(growth).toBeLessThan(8_000_000);
});

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
