import type { DatabaseSync } from 'node:sqlite';
import type { SessionDetails } from '../../../../shared/session/openTrace.ts';

/** What is cheap to know of a session file, however long it is: no more than its ends and small tables are read. */
export interface SessionFacts extends SessionDetails {
  /** Number of the last record. */
  records: number;
  stationIds: string[];
  /** Epoch ms of the first and the last record. */
  firstAt?: number;
  lastAt?: number;
  /** Epoch ms at which a Kerbside began to record; it is taken away when the file is closed in order. */
  openSince?: number;
}

/** Keys of the table `meta`. */
export const SESSION_DETAILS = ['title', 'site', 'notes'] as const;
export const OPEN_SINCE = 'openSince';

export function sessionFacts(database: DatabaseSync): SessionFacts {
  const meta = new Map<string, string>();
  const keys = [...SESSION_DETAILS, OPEN_SINCE];
  const rows = database
    .prepare(`SELECT key, value FROM meta WHERE key IN (${keys.map(() => '?').join(',')})`)
    .all(...keys);
  for (const row of rows) if (row['value'] !== '') meta.set(String(row['key']), String(row['value']));

  const first = database.prepare('SELECT at FROM record ORDER BY seq LIMIT 1').get();
  const last = database.prepare('SELECT seq, at FROM record ORDER BY seq DESC LIMIT 1').get();
  const details: SessionDetails = {};
  for (const key of SESSION_DETAILS) {
    const value = meta.get(key);
    if (value !== undefined) details[key] = value;
  }
  const openSince = Number(meta.get(OPEN_SINCE) ?? NaN);
  return {
    ...details,
    records: Number(last?.['seq'] ?? 0),
    stationIds: stationsOf(database),
    ...(first === undefined ? {} : { firstAt: Number(first['at']) }),
    ...(last === undefined ? {} : { lastAt: Number(last['at']) }),
    ...(Number.isFinite(openSince) ? { openSince } : {}),
  };
}

/** Records at either end whose stations are looked at. */
const END_RECORDS = 200;

/** Stations that were written down, and those of the first and last records: a file may have records only. */
function stationsOf(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      `SELECT id FROM (SELECT id FROM station LIMIT 1000)
       UNION SELECT station FROM (SELECT station FROM record ORDER BY seq LIMIT ${END_RECORDS})
       UNION SELECT station FROM (SELECT station FROM record ORDER BY seq DESC LIMIT ${END_RECORDS})`,
    )
    .all();
  return rows.map((row) => String(row['id'])).filter((id) => id !== '');
}
