import type { SessionReader } from '../file/sessionReader.ts';
import { sessionFailure } from '../file/sessionFailure.ts';
import { Marks } from '../store/marks.ts';
import { RecordReader } from '../store/recordReader.ts';
import { lostRecord, type StoredRecord } from '../store/storedRecord.ts';
import type { Growth, TraceRecords } from '../store/traceRecords.ts';

/** Records that one look at the file takes over at most: the event loop gets its turn between two looks. */
const RECORDS_PER_LOOK = 2000;

/** The records of a file that this process does not record into. Whoever owns it calls `look` to follow another recorder. */
export class FileRecords implements TraceRecords {
  readonly #listeners = new Set<(growth: Growth) => void>();
  readonly #path: string;
  #session: SessionReader;
  #reader: RecordReader;
  #marks: Marks;
  #lastSeq: number;

  constructor(session: SessionReader) {
    this.#path = session.path;
    this.#marks = Marks.read(session.database);
    this.#session = session;
    this.#reader = new RecordReader(session.database);
    this.#lastSeq = this.#reader.maxSeq();
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get marks(): Marks {
    return this.#marks;
  }

  get committedSeq(): number {
    return this.#lastSeq;
  }

  /** Goes on with another connection to the same file. */
  readFrom(session: SessionReader): void {
    this.#session = session;
    this.#reader = new RecordReader(session.database);
    this.#marks = this.#reading(() => Marks.read(session.database));
  }

  /** Takes over what another process has recorded since. Answers whether there is more. */
  look(): boolean {
    const inFile = this.#reading(() => this.#reader.maxSeq());
    if (inFile <= this.#lastSeq) return false;
    this.#marks = this.#reading(() => Marks.read(this.#session.database));
    const fromSeq = this.#lastSeq + 1;
    const toSeq = Math.min(inFile, this.#lastSeq + RECORDS_PER_LOOK);
    const records = this.#listeners.size === 0 ? [] : this.#whole(fromSeq, toSeq);
    this.#lastSeq = toSeq;
    for (const listener of this.#listeners) listener({ fromSeq, toSeq, records });
    return toSeq < inFile;
  }

  record(seq: number): StoredRecord | undefined {
    if (!Number.isInteger(seq) || seq < 1 || seq > this.#lastSeq) return undefined;
    return this.#reading(() => this.#marks.on(this.#reader.record(seq) ?? lostRecord(seq)));
  }

  between(from: number, to: number): StoredRecord[] {
    const first = Math.max(1, from);
    const last = Math.min(to, this.#lastSeq);
    const records = this.#reading(() => this.#reader.between(first, last));
    return withoutGaps(records, first, last).map((record) => this.#marks.on(record));
  }

  timesBetween(from: number, to: number): number[] {
    return this.#reading(() => this.#reader.timesBetween(from, Math.min(to, this.#lastSeq)));
  }

  issueBeside(seq: number, step: 1 | -1): number | undefined {
    const found = this.#reading(() => this.#reader.issueBeside(seq, step));
    return found === undefined || found > this.#lastSeq ? undefined : found;
  }

  kept(): readonly StoredRecord[] {
    return [];
  }

  onGrowth(listener: (growth: Growth) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #whole(from: number, to: number): StoredRecord[] {
    return withoutGaps(
      this.#reading(() => this.#reader.wholeBetween(from, to)),
      from,
      to,
    );
  }

  #reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw sessionFailure(error, this.#path);
    }
  }
}

/** A damaged or salvaged file may lack records; a row of the list stands for each number all the same. */
function withoutGaps(found: StoredRecord[], from: number, to: number): StoredRecord[] {
  if (found.length === to - from + 1) return found;
  const bySeq = new Map(found.map((record) => [record.seq, record]));
  return Array.from(
    { length: Math.max(0, to - from + 1) },
    (_, n) => bySeq.get(from + n) ?? lostRecord(from + n),
  );
}
