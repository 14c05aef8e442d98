import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { OPEN_SINCE } from '../file/sessionFacts.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { openSessionForReading } from '../file/sessionReader.ts';
import { writeNewSession } from '../merge/mergeSessions.ts';
import { RecordWriter } from '../store/recordWriter.ts';
import type { StoredRecord } from '../store/storedRecord.ts';
import { PageFile } from './pageFile.ts';
import { salvageRecords } from './salvageRecords.ts';

/** What a recovery brought. Numbers without a record are `missing`; `lostTables` could not be read at all. */
export interface Recovery {
  path: string;
  records: number;
  missing: number;
  lostTables: string[];
}

const SLICE_MS = 8;
const BATCH_RECORDS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Tables beside the records: small ones, of which SQLite itself reads what it can. */
const SMALL_TABLES: Readonly<Record<string, readonly string[]>> = {
  station: ['id', 'json'],
  attempt: ['id', 'json'],
  meta: ['key', 'value'],
  finding: ['key', 'json'],
  mark: ['seq', 'at'],
  change_run: ['id', 'json'],
  change_step: ['run', 'step', 'json'],
  snapshot: ['id', 'station', 'at', 'json', 'configuration'],
  log_fetch: ['id', 'json'],
  firmware_update: ['id', 'json'],
  port_run: ['id', 'json'],
};

/**
 * Saves what can be read of a damaged session file into another one; records keep their numbers. The damaged file stays
 * as it is. Fails with `not-found`, `conflict` (`out` exists) or `io`, where there is no record to be found.
 */
export async function recoverSession(from: string, out: string, signal?: AbortSignal): Promise<Recovery> {
  const damaged = resolve(from);
  const path = resolve(out);
  if (!existsSync(damaged)) throw sessionFailure(Object.assign(new Error(), { code: 'ENOENT' }), damaged);
  return writeNewSession(path, async ({ database }) => {
    await copySalvaged(damaged, database, signal);
    const { count, last } = counts(database);
    if (count === 0) {
      throw new ContractError('io', `No record could be found in ${damaged}.`, {
        hint: 'It may be another kind of file, or overwritten as a whole. A copy of it elsewhere is the way out.',
      });
    }
    const lostTables = copySmallTables(damaged, database);
    // Nobody records into the saved file.
    database.prepare('DELETE FROM meta WHERE key = ?').run(OPEN_SINCE);
    return { path, records: count, missing: last - count, lostTables };
  });
}

async function copySalvaged(
  damaged: string,
  into: DatabaseSync,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = new PageFile(damaged);
  const writer = new SalvagedRecords(into);
  let until = performance.now() + SLICE_MS;
  try {
    for (const record of salvageRecords(file)) {
      if (record !== undefined) writer.add(record);
      if (performance.now() < until) continue;
      await nextTurn();
      if (signal?.aborted === true) throw new ContractError('cancelled', 'The recovery was cancelled.');
      until = performance.now() + SLICE_MS;
    }
    writer.flush();
  } finally {
    file.close();
  }
}

/** Writes records in batches, each number once: of two, the one that knows its pair is the newer. */
class SalvagedRecords {
  readonly #writer: RecordWriter;
  readonly #known: ReturnType<DatabaseSync['prepare']>;
  readonly #remove: ReturnType<DatabaseSync['prepare']>;
  #batch = new Map<number, StoredRecord>();
  #bytes = 0;

  constructor(database: DatabaseSync) {
    this.#writer = new RecordWriter(database);
    this.#known = database.prepare('SELECT pair_seq FROM record WHERE seq = ?');
    this.#remove = database.prepare('DELETE FROM record WHERE seq = ?');
  }

  add(record: StoredRecord): void {
    const waiting = this.#batch.get(record.seq);
    if (waiting !== undefined && waiting.pairSeq !== undefined) return;
    const written = this.#known.get(record.seq);
    if (written !== undefined) {
      if (record.pairSeq === undefined || written['pair_seq'] !== null) return;
      this.#remove.run(record.seq);
    }
    this.#batch.set(record.seq, record);
    this.#bytes += record.sizeBytes;
    if (this.#batch.size >= BATCH_RECORDS || this.#bytes >= BATCH_BYTES) this.flush();
  }

  flush(): void {
    this.#writer.write({ records: [...this.#batch.values()], pairs: new Map(), deferred: [] });
    this.#batch = new Map();
    this.#bytes = 0;
  }
}

function counts(database: DatabaseSync): { count: number; last: number } {
  const row = database.prepare('SELECT count(*) AS count, max(seq) AS last FROM record').get();
  return { count: Number(row?.['count'] ?? 0), last: Number(row?.['last'] ?? 0) };
}

/** Answers with the tables that were not readable, or in part only. */
function copySmallTables(damaged: string, into: DatabaseSync): string[] {
  let source: ReturnType<typeof openSessionForReading> | undefined;
  try {
    source = openSessionForReading(damaged);
  } catch {
    // The head of the file or its list of tables is gone: only the records could be found by themselves.
    return Object.keys(SMALL_TABLES);
  }
  const lost: string[] = [];
  for (const [table, columns] of Object.entries(SMALL_TABLES)) {
    const insert = into.prepare(
      `INSERT OR REPLACE INTO ${table} (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`,
    );
    try {
      const rows = source.database.prepare(`SELECT ${columns.join(',')} FROM ${table}`).iterate();
      for (const row of rows) insert.run(...columns.map((column) => row[column] ?? null));
    } catch {
      // What came before the damage is kept; the report names the table.
      lost.push(table);
    }
  }
  source.close();
  return lost;
}
