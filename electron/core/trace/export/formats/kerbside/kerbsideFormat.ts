import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { migrate } from '../../../file/migrations.ts';
import { RecordWriter, type Pair } from '../../../store/recordWriter.ts';
import type { StoredRecord } from '../../../store/storedRecord.ts';
import { temporarily } from '../../temporaryFailure.ts';
import type { ExportContext, ExportedRecord, ExportFormat, TraceWriter } from '../../traceWriter.ts';
import { copyFacts } from './cutFacts.ts';
import { NewNumbers } from './newNumbers.ts';

export const kerbsideFormat: ExportFormat = {
  id: 'kerbside',
  name: 'Kerbside session file with the chosen records alone',
  extension: '.kerbside',
  contentType: 'application/vnd.sqlite3',
  carriesNotes: true,
  open: (context) => new KerbsideWriter(context),
};

/** What one transaction takes; a record of 16 MB goes alone. */
const BATCH_RECORDS = 500;
const BATCH_BYTES = 4 * 1024 * 1024;
const PAGE_BYTES = 8192;
const CHUNK_BYTES = 256 * 1024;
const NOTHING = new Uint8Array(0);

/** Puts the new session together in the folder for temporary files, and hands it out once it is whole. */
class KerbsideWriter implements TraceWriter {
  readonly leftOut = 0;
  readonly #context: ExportContext;
  readonly #folder: string;
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #writer: RecordWriter;
  readonly #markedAt: StatementSync;
  readonly #numbers = new NewNumbers();
  readonly #stationIds = new Set<string>();
  #records: StoredRecord[] = [];
  #bytes = 0;
  #pairs = new Map<number, Pair>();
  #marks: Array<{ seq: number; at: number }> = [];
  #isOpen = true;

  constructor(context: ExportContext) {
    this.#context = context;
    this.#folder = temporarily(() => mkdtempSync(join(tmpdir(), 'kerbside-export-')));
    this.#path = join(this.#folder, 'cut.kerbside');
    try {
      this.#database = openCut(this.#path);
      this.#writer = new RecordWriter(this.#database);
      this.#markedAt = context.database.prepare('SELECT at FROM mark WHERE seq = ?');
    } catch (error) {
      rmSync(this.#folder, { recursive: true, force: true });
      throw error;
    }
  }

  head(): string {
    return '';
  }

  record(record: ExportedRecord): string {
    const cut = this.#numbers.renumbered(record);
    this.#stationIds.add(cut.stationId);
    const { seq, pairSeq, latencyMs = 0 } = cut;
    if (pairSeq !== undefined) this.#pairs.set(pairSeq, { pairSeq: seq, latencyMs });
    if (record.isMarked === true) this.#marks.push({ seq, at: this.#timeOfMark(record) });
    this.#records.push(cut);
    this.#bytes += cut.sizeBytes;
    if (this.#records.length >= BATCH_RECORDS || this.#bytes >= BATCH_BYTES) this.#flush();
    return '';
  }

  *tail(): Generator<Uint8Array> {
    this.#flush();
    const choice = { stationIds: this.#stationIds, numbers: this.#numbers };
    temporarily(() => this.#database.exec('BEGIN'));
    // An empty piece lets the event loop have its turn.
    for (const _ of copyFacts(this.#database, this.#context, choice)) yield NOTHING;
    temporarily(() => this.#database.exec('COMMIT'));
    this.#closeDatabase();
    yield* chunksOf(this.#path);
  }

  close(): void {
    if (this.#isOpen) this.#closeDatabase();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #flush(): void {
    const marks = this.#marks;
    const write = (): void => {
      const insert = this.#database.prepare('INSERT OR REPLACE INTO mark (seq, at) VALUES (?, ?)');
      for (const { seq, at } of marks) insert.run(seq, at);
    };
    const deferred = marks.length === 0 ? [] : [write];
    temporarily(() => this.#writer.write({ records: this.#records, pairs: this.#pairs, deferred }));
    this.#records = [];
    this.#bytes = 0;
    this.#pairs = new Map();
    this.#marks = [];
  }

  #timeOfMark({ seq, at }: ExportedRecord): number {
    const marked = this.#markedAt.get(seq)?.['at'];
    return typeof marked === 'number' ? marked : at;
  }

  #closeDatabase(): void {
    this.#isOpen = false;
    this.#database.close();
  }
}

/** Nobody else reads it and nobody needs half of it: without a journal, and without waiting for the disk. */
function openCut(path: string): DatabaseSync {
  return temporarily(() => {
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;`);
    migrate(database, 0);
    return database;
  });
}

function* chunksOf(path: string): Generator<Uint8Array> {
  const file = temporarily(() => openSync(path, 'r'));
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = temporarily(() => readSync(file, chunk, 0, CHUNK_BYTES, null));
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
