import type { StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Json } from '../../../../shared/json.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import { meantPayload } from '../../central/payloadChecks/inspectPayload.ts';
import { objectOf } from '../../../../shared/payloadFields.ts';
import type { Schemas } from '../../central/schemas/schemas.ts';
import type { SessionReader } from '../../trace/file/sessionReader.ts';
import { decodeRecord, RECORD_COLUMNS, type StoredRecord } from '../../trace/store/storedRecord.ts';
import { clearedIds } from './monitorBook.ts';

/** What a session holds about the events of a station: some that it told, or monitors that it gave up. */
export type RecordedSign =
  | { kind: 'events'; stationId: string; at: number; payload: Json; seq: number }
  | { kind: 'cleared'; stationId: string; ids: number[] };

export interface RecordedSource {
  openForReading: () => SessionReader;
  /** The newest record that is looked at. */
  lastSeq: number;
  schemas: Schemas;
}

/** Further back an event is for the trace and its filter. */
export const RECORDS_LOOKED_THROUGH = 200_000;
/** Records that SQLite looks through in one go: stations are answered in between. */
const RANGE = 4000;

/** The first record that is looked at of a session with so many. */
export function firstLookedAt(lastSeq: number): number {
  return Math.max(1, lastSeq - RECORDS_LOOKED_THROUGH + 1);
}

/** The events in the newest records of a session, oldest first; it has a connection of its own. */
export async function* recordedEvents({
  openForReading,
  lastSeq,
  schemas,
}: RecordedSource): AsyncGenerator<RecordedSign> {
  const reader = openForReading();
  try {
    const select = (where: string): StatementSync =>
      reader.database.prepare(`SELECT ${RECORD_COLUMNS} FROM record WHERE ${where} ORDER BY seq`);
    const found = select(
      `seq BETWEEN ? AND ? AND action IN ('NotifyEvent', 'ClearVariableMonitoring') AND kind IN ('call', 'send')`,
    );
    const one = select('seq = ?');
    for (let from = firstLookedAt(lastSeq); from <= lastSeq; from += RANGE) {
      for (const row of found.all(from, Math.min(lastSeq, from + RANGE - 1))) {
        const sign = await signOf(decodeRecord(row), one, schemas);
        if (sign !== undefined) yield sign;
      }
      await nextTurn();
    }
  } finally {
    reader.close();
  }
}

async function signOf(
  record: StoredRecord,
  one: StatementSync,
  schemas: Schemas,
): Promise<RecordedSign | undefined> {
  const { stationId, at, seq, action, direction, pairSeq } = record;
  if (action === 'NotifyEvent') {
    const payload = direction === 'in' ? await payloadOf(record, schemas) : undefined;
    return payload === undefined ? undefined : { kind: 'events', stationId, at, payload, seq };
  }
  const row = pairSeq === undefined ? undefined : one.get(pairSeq);
  if (direction === 'in' || row === undefined) return undefined;
  const answer = await payloadOf(decodeRecord(row), schemas);
  return { kind: 'cleared', stationId, ids: clearedIds(objectOf(answer)) };
}

/** As Kerbside works with it when it comes; nothing where the frame has none. */
async function payloadOf(
  { raw, version, kind, action = '' }: StoredRecord,
  schemas: Schemas,
): Promise<Json | undefined> {
  const frame = typeof raw === 'string' ? parseFrame(raw) : undefined;
  if (typeof raw !== 'string' || frame === undefined || !('payload' in frame)) return undefined;
  if (version === undefined || kind === 'result') return frame.payload;
  const place = { version, action, part: 'request' as const };
  return meantPayload(place, frame.payload, raw, await schemas.load(version));
}
