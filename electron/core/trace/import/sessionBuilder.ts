import { existsSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { migrate } from '../file/migrations.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { rowsOf, type Pair } from '../store/recordWriter.ts';
import type { StoredRecord } from '../store/storedRecord.ts';
import { RowThread } from './rowThread.ts';

const PAGE_BYTES = 8192;
/** What one transaction takes: less what stays back, whole statements of `RecordWriter`. */
const BATCH_RECORDS = 4000;
const BATCH_BYTES = 16 * 1024 * 1024;
/** The newest stay back, so that the answer of a call most often finds it in memory. */
const KEPT_BACK = 400;

/**
 * Makes a new session file beside its place and renames it at the end: under its name there is the whole file or
 * nothing. A thread of its own writes what is added here; who adds much asks for `room` in between.
 */
export class SessionBuilder {
  readonly path: string;
  readonly #unfinished: string;
  readonly #rows: RowThread;
  #pending: StoredRecord[] = [];
  #bytes = 0;
  #pairs = new Map<number, Pair>();
  #marks: Array<readonly [seq: number, at: number]> = [];
  #isOpen = true;

  /** Fails with `conflict` where the file exists, else as opening a session does. */
  constructor(path: string) {
    this.path = resolve(path);
    this.#unfinished = unfinishedPath(this.path);
    requireFreePlace(this.path);
    rmSync(this.#unfinished, { force: true });
    try {
      makeEmpty(this.#unfinished);
    } catch (error) {
      rmSync(this.#unfinished, { force: true });
      throw sessionFailure(error, this.path);
    }
    this.#rows = new RowThread({ unfinished: this.#unfinished, path: this.path });
  }

  add(record: StoredRecord, isMarked: boolean): void {
    const { pairSeq } = record;
    if (pairSeq !== undefined && pairSeq < record.seq) {
      this.#pairEarlier(pairSeq, { pairSeq: record.seq, latencyMs: record.latencyMs ?? 0 });
    }
    if (isMarked) this.#marks.push([record.seq, record.at]);
    this.#pending.push(record);
    this.#bytes += record.sizeBytes;
    if (this.#bytes >= BATCH_BYTES) this.#flush(this.#pending.length);
    else if (this.#pending.length >= BATCH_RECORDS) this.#flush(BATCH_RECORDS - KEPT_BACK);
  }

  /** Waits while the disk is behind. Rejects with what went wrong there. */
  room(): Promise<void> {
    return this.#rows.room();
  }

  /** `head` is the first record, which is known last; `facts` are for the table of small facts. */
  async finish(head: StoredRecord, facts: ReadonlyMap<string, string>): Promise<void> {
    this.#pending.push(head);
    this.#flush(this.#pending.length, [...facts]);
    await this.#rows.written();
    await this.#close();
    try {
      const file = openSync(this.#unfinished, 'r+');
      fsyncSync(file);
      closeSync(file);
      requireFreePlace(this.path);
      renameSync(this.#unfinished, this.path);
    } catch (error) {
      throw sessionFailure(error, this.path);
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    // What cannot be closed any more is removed all the same, and why the import failed is told already.
    if (this.#isOpen) await this.#close().catch(() => undefined);
    rmSync(this.#unfinished, { force: true });
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#rows.end();
  }

  #pairEarlier(seq: number, pair: Pair): void {
    const first = this.#pending[0];
    const call = first === undefined ? undefined : this.#pending[seq - first.seq];
    if (call === undefined) this.#pairs.set(seq, pair);
    else if (call.pairSeq === undefined) {
      call.pairSeq = pair.pairSeq;
      call.latencyMs = pair.latencyMs;
    }
  }

  #flush(count: number, facts: Array<readonly [key: string, value: string]> = []): void {
    const values = rowsOf(this.#pending.slice(0, count));
    this.#rows.write({ values, pairs: [...this.#pairs], marks: this.#marks, facts });
    this.#pending = this.#pending.slice(count);
    this.#bytes = this.#pending.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    this.#pairs = new Map();
    this.#marks = [];
  }
}

/** An empty session, so that the place is known to take one before anything is read. */
function makeEmpty(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF`);
    migrate(database, 0);
  } finally {
    database.close();
  }
}

/** Where a session that is not whole yet stands. */
export function unfinishedPath(path: string): string {
  return `${path}.${process.pid}.part`;
}

function requireFreePlace(path: string): void {
  if (existsSync(path)) {
    throw new ContractError('conflict', `${path} exists already: an import makes a new session file.`, {
      hint: 'Choose another name, or move that file away first.',
    });
  }
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new ContractError('not-found', `There is no folder ${folder} for the session file.`, {
    hint: 'Make the folder first, or choose another one.',
  });
}
