import type { DatabaseSync } from 'node:sqlite';
import type { OcppVersion, Transport } from '../../../../shared/ocpp/version.ts';
import type { FilterSubject } from '../../../../shared/trace/filter/filterSubject.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { isAnswer, type Direction, type RecordKind } from '../../../../shared/trace/record.ts';
import { decodeRecord, RECORD_COLUMNS, type StoredRecord } from '../store/storedRecord.ts';

/** What a filter asks about a record beyond the record itself; only where it asks. */
export interface SubjectLookups {
  isMarked(seq: number): boolean;
  record(seq: number): StoredRecord | undefined;
}

/** Lookups in the file, and before it among records that are in memory only. */
export function fileLookups(database: DatabaseSync, kept: readonly StoredRecord[] = []): SubjectLookups {
  const mark = database.prepare('SELECT 1 FROM mark WHERE seq = ?');
  const one = database.prepare(`SELECT ${RECORD_COLUMNS} FROM record WHERE seq = ?`);
  return {
    isMarked: (seq) => mark.get(seq) !== undefined,
    record(seq) {
      const inMemory = kept.find((record) => record.seq === seq);
      if (inMemory !== undefined) return inMemory;
      const row = one.get(seq);
      return row === undefined ? undefined : decodeRecord(row);
    },
  };
}

/** What a filter sees of a record. Bytes that are no text are searched for the text in them. */
export class StoredSubject implements FilterSubject {
  readonly #record: StoredRecord;
  readonly #lookups: SubjectLookups;
  #call: FilterSubject | undefined;

  constructor(record: StoredRecord, lookups: SubjectLookups) {
    this.#record = record;
    this.#lookups = lookups;
  }

  get seq(): number {
    return this.#record.seq;
  }

  get at(): number {
    return this.#record.at;
  }

  get stationId(): string {
    return this.#record.stationId;
  }

  get version(): OcppVersion | undefined {
    return this.#record.version;
  }

  get transport(): Transport | undefined {
    return this.#record.transport;
  }

  get kind(): RecordKind {
    return this.#record.kind;
  }

  get direction(): Direction {
    return this.#record.direction;
  }

  get action(): string | undefined {
    return this.#record.action;
  }

  get messageId(): string | undefined {
    return this.#record.messageId;
  }

  get pairSeq(): number | undefined {
    return this.#record.pairSeq;
  }

  get latencyMs(): number | undefined {
    return this.#record.latencyMs;
  }

  get issues(): readonly Issue[] {
    return this.#record.issues;
  }

  get sizeBytes(): number {
    return this.#record.sizeBytes;
  }

  get payload(): string | undefined {
    return this.#record.payload;
  }

  get isMarked(): boolean {
    return this.#lookups.isMarked(this.#record.seq);
  }

  get raw(): string {
    const { raw } = this.#record;
    return typeof raw === 'string' ? raw : Buffer.from(raw).toString('utf8');
  }

  get call(): FilterSubject | undefined {
    const { kind, pairSeq } = this.#record;
    if (pairSeq === undefined || !isAnswer(kind)) return undefined;
    if (this.#call === undefined) {
      const answered = this.#lookups.record(pairSeq);
      if (answered !== undefined) this.#call = new StoredSubject(answered, this.#lookups);
    }
    return this.#call;
  }
}
