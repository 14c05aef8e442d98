import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Trace } from '../../electron/core/trace/trace.ts';
import type { NewRecord } from '../../electron/core/trace/store/newRecord.ts';

const STATIONS = 20;
const START_AT = Date.UTC(2026, 5, 1, 6);
/** One exchange in so many has this word in it, one in so many an issue. */
const EVERY_FAULT = 5000;
const EVERY_ISSUE = 500;

/** The call that a station would send as its n-th, and our answer: heartbeats, meter values and states in turn. */
function exchange(number: number): [NewRecord, NewRecord] {
  const at = START_AT + number * 40;
  const stationId = `BENCH-${String(number % STATIONS).padStart(2, '0')}`;
  const messageId = `m-${number}`;
  const [action, payload, answer] = content(number, at);
  const common = { stationId, version: '1.6', messageId } as const;
  const issues =
    number % EVERY_ISSUE === 0
      ? [{ severity: 'warning', code: 'schema-enum', message: 'A value that OCPP does not know.' } as const]
      : [];
  return [
    {
      ...common,
      at,
      kind: 'call',
      direction: 'in',
      action,
      raw: JSON.stringify([2, messageId, action, payload]),
      issues,
    },
    {
      ...common,
      at: at + 3,
      kind: 'result',
      direction: 'out',
      raw: JSON.stringify([3, messageId, answer]),
      issues: [],
    },
  ];
}

function content(number: number, at: number): [action: string, payload: object, answer: object] {
  const timestamp = new Date(at).toISOString();
  if (number % EVERY_FAULT === 17) {
    const payload = { connectorId: 1, errorCode: 'GroundFailure', status: 'Faulted', timestamp };
    return ['StatusNotification', payload, {}];
  }
  switch (number % 4) {
    case 0:
      return ['Heartbeat', {}, { currentTime: timestamp }];
    case 1: {
      const payload = { connectorId: 1, errorCode: 'NoError', status: 'Charging', timestamp };
      return ['StatusNotification', payload, {}];
    }
    default: {
      const sampledValue = ['Energy.Active.Import.Register', 'Power.Active.Import', 'Voltage'].map(
        (measurand, index) => ({ value: String(number * 7 + index), measurand, context: 'Sample.Periodic' }),
      );
      const payload = { connectorId: 1, transactionId: 4711, meterValue: [{ timestamp, sampledValue }] };
      return ['MeterValues', payload, {}];
    }
  }
}

/** Makes a session of that many records, as a recording would, in slices so that commits stay of usual size. */
export async function makeBigSession(path: string, records: number): Promise<void> {
  const trace = Trace.open(path);
  for (let number = 0; number < records / 2; number += 1) {
    for (const record of exchange(number)) trace.store.append(record);
    if (number % 500 === 499) await nextTurn();
  }
  await trace.close();
}

/** Writes the trace of a session as Open OCPP Trace. */
export async function writeJsonl(sessionPath: string, path: string): Promise<void> {
  const trace = Trace.open(sessionPath);
  const file = createWriteStream(path);
  for await (const piece of trace.export('jsonl')) if (!file.write(piece)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  await trace.close();
}
