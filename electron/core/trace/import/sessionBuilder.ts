import { existsSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { migrate } from '../file/migrations.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { RecordWriter, type Pair } from '../store/recordWriter.ts';
import type { StoredRecord } from '../store/storedRecord.ts';

const PAGE_BYTES = 8192;
const CACHE_KIB = 32_000;
/** What one transaction takes. */
const BATCH_RECORDS = 8000;
const BATCH_BYTES = 16 * 1024 * 1024;
/** The newest stay back, so that the answer of a call most often finds it in memory. */
const KEPT_BACK = 500;

/**
 * Makes a new session file beside its place and renames it at the end: under its name there is the whole file or
 * nothing. Nobody else reads it meanwhile, so it needs neither a journal nor the disk's word before its end.
 */
export class SessionBuilder {
  readonly path: string;
  readonly #unfinished: string;
  readonly #database: DatabaseSync;
  readonly #writer: RecordWriter;
  #pending: StoredRecord[] = [];
  #bytes = 0;
  #pairs = new Map<number, Pair>();
  #deferred: Array<() => void> = [];
  #isOpen = true;

  /** Fails with `conflict` where the file exists, else as opening a session does. */
  constructor(path: string) {
    this.path = resolve(path);
    this.#unfinished = unfinishedPath(this.path);
    requireFreePlace(this.path);
    rmSync(this.#unfinished, { force: true });
    try {
      this.#database = new DatabaseSync(this.#unfinished);
      this.#database.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
      migrate(this.#database, 0);
      this.#database.exec(
        `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA cache_size = -${CACHE_KIB};`,
      );
      this.#writer = new RecordWriter(this.#database);
    } catch (error) {
      rmSync(this.#unfinished, { force: true });
      throw sessionFailure(error, this.path);
    }
  }

  add(record: StoredRecord, isMarked: boolean): void {
    const { pairSeq } = record;
    if (pairSeq !== undefined && pairSeq < record.seq) {
      this.#pairEarlier(pairSeq, { pairSeq: record.seq, latencyMs: record.latencyMs ?? 0 });
    }
    if (isMarked) this.#mark(record);
    this.#pending.push(record);
    this.#bytes += record.sizeBytes;
    if (this.#bytes >= BATCH_BYTES) this.#flush(this.#pending.length);
    else if (this.#pending.length >= BATCH_RECORDS) this.#flush(BATCH_RECORDS - KEPT_BACK);
  }

  /** `head` is the first record, which is known last; `facts` are for the table of small facts. */
  finish(head: StoredRecord, facts: ReadonlyMap<string, string>): void {
    this.#deferred.push(() => {
      const insert = this.#database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
      for (const [key, value] of facts) insert.run(key, value);
    });
    this.#pending.push(head);
    this.#flush(this.#pending.length);
    this.#guarded(() => {
      this.#close();
      const file = openSync(this.#unfinished, 'r+');
      fsyncSync(file);
      closeSync(file);
      requireFreePlace(this.path);
      renameSync(this.#unfinished, this.path);
    });
  }

  /** Leaves nothing behind. */
  discard(): void {
    if (this.#isOpen) this.#close();
    rmSync(this.#unfinished, { force: true });
  }

  #close(): void {
    this.#isOpen = false;
    this.#database.close();
  }

  #mark({ seq, at }: StoredRecord): void {
    this.#deferred.push(() => {
      this.#database.prepare('INSERT OR REPLACE INTO mark (seq, at) VALUES (?, ?)').run(seq, at);
    });
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

  #flush(count: number): void {
    const records = this.#pending.slice(0, count);
    this.#guarded(() => this.#writer.write({ records, pairs: this.#pairs, deferred: this.#deferred }));
    this.#pending = this.#pending.slice(count);
    this.#bytes = this.#pending.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    this.#pairs = new Map();
    this.#deferred = [];
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw sessionFailure(error, this.path);
    }
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
