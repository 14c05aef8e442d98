import { existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { openSession, type SessionFile } from '../file/sessionFile.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { RecordWriter } from '../store/recordWriter.ts';
import { decodeRecord, noteRecord, RECORD_COLUMNS, type StoredRecord } from '../store/storedRecord.ts';
import { inOrderOfTime, openParts, type MergePart, type PartToMerge, type Place } from './mergeParts.ts';
import { mergeTables } from './mergeTables.ts';

export interface MergeOptions {
  parts: readonly PartToMerge[];
  out: string;
  signal?: AbortSignal;
}

/** `records` counts what is in the merged file, the note at the beginning of each part included. */
export interface MergeResult {
  path: string;
  records: number;
  parts: Array<{ path: string; records: number }>;
}

/** After this the event loop gets its turn: stations are answered while sessions are merged. */
const SLICE_MS = 8;
const BATCH_RECORDS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Merges session files into another one: records by time and numbered anew, with their pairs, notes and marks, and a
 * note where each file begins. The files stay as they are. Under the name of the merged file there is all of it or
 * nothing. Fails with `conflict` (same file twice, or `out` exists), `invalid-params`, `not-found`, `io`.
 */
export async function mergeSessions({ parts, out, signal }: MergeOptions): Promise<MergeResult> {
  const path = resolve(out);
  if (parts.length < 2) {
    throw new ContractError('invalid-params', 'Merging takes at least two sessions.', {
      hint: 'Choose another one.',
    });
  }
  return writeNewSession(path, async (file) => {
    const opened = openParts(parts);
    try {
      await numberAnew(opened, signal);
      const records = await copyRecords(opened, file, signal);
      inOneGo(file, () => mergeTables(opened, file.database));
      return {
        path,
        records,
        parts: opened.map(({ path: from, lastSeq }) => ({ path: from, records: lastSeq })),
      };
    } finally {
      for (const { session } of opened) session.close();
    }
  });
}

/** Makes a session file beside its place and renames it when it is whole. Nothing that exists is written over. */
export async function writeNewSession<T>(path: string, write: (file: SessionFile) => Promise<T>): Promise<T> {
  if (existsSync(path)) {
    throw new ContractError('conflict', `${path} exists already; it was left as it is.`, {
      hint: 'Choose another name.',
    });
  }
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ContractError('not-found', `There is no folder ${dirname(path)}.`, {
      hint: 'Make it first, or choose another one.',
    });
  }
  const unfinished = `${path}.${process.pid}.part`;
  let isWhole = false;
  try {
    const file = openSession(unfinished);
    let result: T;
    try {
      result = await write(file);
    } finally {
      file.close();
    }
    await rename(unfinished, path);
    isWhole = true;
    return result;
  } catch (error) {
    throw sessionFailure(error, path);
  } finally {
    const left = isWhole ? ['-wal', '-shm'] : ['', '-wal', '-shm', '-lock'];
    for (const end of left) await rm(`${unfinished}${end}`, { force: true });
  }
}

/** First walk: which number each record gets. The note of a part comes right before its first record. */
async function numberAnew(parts: readonly MergePart[], signal: AbortSignal | undefined): Promise<void> {
  const begun = new Set<MergePart>();
  let last = 0;
  await inSlices(inOrderOfTime(parts), signal, ({ part, seq }) => {
    if (!begun.has(part)) last += 1;
    begun.add(part);
    last += 1;
    part.numbers[seq] = last;
  });
}

/** Second walk: the records themselves, in batches. */
async function copyRecords(
  parts: readonly MergePart[],
  file: SessionFile,
  signal: AbortSignal | undefined,
): Promise<number> {
  const writer = new RecordWriter(file.database);
  const sources = new Map(parts.map((part) => [part, new PartRecords(part)]));
  const begun = new Set<MergePart>();
  let batch: StoredRecord[] = [];
  let bytes = 0;
  let last = 0;
  const flush = (): void => {
    writer.write({ records: batch, pairs: new Map(), deferred: [] });
    batch = [];
    bytes = 0;
  };
  const add = (record: StoredRecord): void => {
    batch.push(record);
    bytes += record.sizeBytes;
    last = record.seq;
    if (batch.length >= BATCH_RECORDS || bytes >= BATCH_BYTES) flush();
  };
  await inSlices(inOrderOfTime(parts), signal, (place) => {
    const record = sources.get(place.part)?.take(place);
    if (record === undefined) return;
    if (!begun.has(place.part)) {
      begun.add(place.part);
      add(beginning(place.part, record));
    }
    add(record);
  });
  if (batch.length > 0) flush();
  return last;
}

/** The records of one part, in its own order, as they are in the merged file. */
class PartRecords {
  readonly #part: MergePart;
  readonly #rows: ReturnType<ReturnType<MergePart['session']['database']['prepare']>['iterate']>;

  constructor(part: MergePart) {
    this.#part = part;
    this.#rows = part.session.database
      .prepare(`SELECT ${RECORD_COLUMNS} FROM record WHERE seq BETWEEN 1 AND ? ORDER BY seq`)
      .iterate(part.lastSeq);
  }

  /** The next one; both walks go by the same order. */
  take({ seq }: Place): StoredRecord | undefined {
    const next = this.#rows.next();
    if (next.done === true) return undefined;
    const { offsetMs, numbers } = this.#part;
    const record = decodeRecord(next.value);
    return {
      ...record,
      seq: numbers[seq] ?? 0,
      at: record.at + offsetMs,
      pairSeq: moved(record.pairSeq, numbers),
      aboutSeq: moved(record.aboutSeq, numbers),
    };
  }
}

function moved(seq: number | undefined, numbers: Uint32Array): number | undefined {
  const to = seq === undefined ? 0 : (numbers[seq] ?? 0);
  return to === 0 ? undefined : to;
}

/** Says where what follows comes from. */
function beginning(part: MergePart, first: StoredRecord): StoredRecord {
  const { facts, fileName, offsetMs, lastSeq } = part;
  const name = facts.title === undefined ? fileName : `${facts.title} (${fileName})`;
  const offset = offsetMs === 0 ? '' : ` Its times were moved by ${offsetText(offsetMs)}.`;
  const site = facts.site === undefined ? '' : ` Site: ${facts.site}.`;
  const raw = `Here the records of ${name} begin: ${lastSeq} in all.${site}${offset}`;
  const { seq, at, stationId } = first;
  return noteRecord({ seq: seq - 1, at, stationId, raw });
}

function offsetText(offsetMs: number): string {
  return `${offsetMs < 0 ? '−' : '+'}${Math.abs(offsetMs) / 1000} s`;
}

function inOneGo(file: SessionFile, work: () => void): void {
  file.database.exec('BEGIN IMMEDIATE');
  work();
  file.database.exec('COMMIT');
}

async function inSlices<T>(
  items: Iterable<T>,
  signal: AbortSignal | undefined,
  take: (item: T) => void,
): Promise<void> {
  let until = performance.now() + SLICE_MS;
  for (const item of items) {
    take(item);
    if (performance.now() < until) continue;
    await nextTurn();
    if (signal?.aborted === true) throw new ContractError('cancelled', 'Merging was cancelled.');
    until = performance.now() + SLICE_MS;
  }
}
