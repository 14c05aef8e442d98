import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ContentAlignment } from '../../../../shared/files/contents/contentAlignment.ts';
import { openOwnSessionForReading, openSessionForReading } from '../../trace/file/sessionReader.ts';
import type { JobParams } from './contentJobs.ts';
import { judgeOffsets } from './judgeOffsets.ts';

/** Frames of a log that are compared; more do not make it surer. */
const MOST_FRAMES = 200_000;
const SEVERAL = -1;

/** Finds the offset between two clocks by the frames that are in both sessions. */
export function alignClocks({ logSession, ownSession, isOwn }: JobParams<'align'>): ContentAlignment {
  const log = openSessionForReading(logSession).database;
  try {
    const own = isOwn ? openOwnSessionForReading(ownSession) : openSessionForReading(ownSession).database;
    try {
      const byId = differences(log, own, idKey);
      // Ids that begin anew with each start of a charger tell little; the whole frame may.
      const offsets = byId.length >= 3 ? byId : [...byId, ...differences(log, own, frameKey)];
      return judgeOffsets(offsets);
    } finally {
      own.close();
    }
  } finally {
    log.close();
  }
}

interface Frame {
  kind: string;
  direction: string;
  messageId: string;
  action: string;
  raw: () => string;
}

type KeyOf = (frame: Frame) => string;

const idKey: KeyOf = ({ kind, direction, messageId, action }) =>
  JSON.stringify([kind, direction, messageId, action]);

const frameKey: KeyOf = ({ direction, raw }) =>
  direction + createHash('sha1').update(raw().replaceAll(/\s+/g, '')).digest('base64');

/** ms by which the session's time of a frame is ahead of the log's; only of frames that are once in each. */
function differences(log: DatabaseSync, own: DatabaseSync, keyOf: KeyOf): number[] {
  const inLog = timesByKey(log, keyOf, () => true);
  const inOwn = timesByKey(own, keyOf, (key) => inLog.has(key));
  const found: number[] = [];
  for (const [key, at] of inOwn) {
    const logAt = inLog.get(key) ?? SEVERAL;
    if (at !== SEVERAL && logAt !== SEVERAL) found.push(at - logAt);
  }
  return found;
}

function timesByKey(
  database: DatabaseSync,
  keyOf: KeyOf,
  isWanted: (key: string) => boolean,
): Map<string, number> {
  const times = new Map<string, number>();
  const rows = database.prepare(
    `SELECT at, kind, direction, coalesce(action, '') AS action, message_id AS id, raw FROM record
     WHERE message_id IS NOT NULL ORDER BY seq DESC`,
  );
  for (const row of rows.iterate()) {
    const key = keyOf({
      kind: String(row['kind']),
      direction: String(row['direction']),
      action: String(row['action']),
      messageId: String(row['id']),
      raw: () => textOf(row['raw']),
    });
    if (!isWanted(key)) continue;
    times.set(key, times.has(key) ? SEVERAL : Number(row['at']));
    if (times.size >= MOST_FRAMES) break;
  }
  return times;
}

function textOf(raw: unknown): string {
  return raw instanceof Uint8Array ? Buffer.from(raw).toString('latin1') : String(raw);
}
