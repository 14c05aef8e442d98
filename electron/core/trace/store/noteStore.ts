import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Change, Snapshot } from '../../../../shared/contract/events.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { notePayload, noteRole } from '../../../../shared/trace/note.ts';
import type { NoteRole } from '../../../../shared/trace/record.ts';
import { rangeCount, rangeSeqs, type SeqRange } from '../../../../shared/trace/seqRanges.ts';
import { readOnlyNotes } from './readNotes.ts';
import type { StoredRecord } from './storedRecord.ts';
import type { TraceStore } from './traceStore.ts';

export interface NewNote {
  text: string;
  /** Epoch ms. */
  at: number;
  aboutSeq?: number | undefined;
  /** Of a note that is about no record; absent where it belongs to no station either. */
  stationId?: string | undefined;
}

/**
 * Marks and notes of the technician. Each is a record that says so; the table `mark` beside them says what is marked
 * as it stands, so that a filter need not replay the notes. Both are in the same commit.
 */
export class NoteStore {
  readonly #database: DatabaseSync;
  readonly #store: TraceStore;
  readonly #listeners = new Set<(change: Change<'marks'>) => void>();
  #insert: StatementSync | undefined;
  #delete: StatementSync | undefined;

  constructor(database: DatabaseSync, store: TraceStore) {
    this.#database = database;
    this.#store = store;
  }

  state(): Snapshot<'marks'> {
    return { marked: this.#store.marks.count };
  }

  onChange(listener: (change: Change<'marks'>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Everything that was added so far is in the file, or kept while the file cannot be written. */
  written(): Promise<void> {
    return new Promise((resolve) => this.#store.afterCommit(resolve));
  }

  /** Answers with the note's number. */
  add({ text, at, aboutSeq, stationId = '' }: NewNote): number {
    this.#requireWritable();
    requireWords(text);
    const about = aboutSeq === undefined ? undefined : this.#record(aboutSeq);
    const seq = this.#append(text, at, about?.stationId ?? stationId, aboutSeq, undefined);
    if (aboutSeq !== undefined) this.#announce([aboutSeq]);
    return seq;
  }

  /** Answers with the number of the note that replaces the earlier one. */
  correct(seq: number, text: string, at: number): number {
    this.#requireWritable();
    requireWords(text);
    const note = this.#record(seq);
    const role = noteRole(note.payload);
    if (note.kind !== 'note' || role === 'mark' || role === 'unmark') {
      throw new ContractError('conflict', `Record ${seq} is no note; only notes can be corrected.`, {
        hint: `Add a note about record ${seq} instead.`,
      });
    }
    const newer = this.#store.marks.correctedBy(seq);
    if (newer !== undefined) {
      throw new ContractError('conflict', `Note ${seq} was corrected already, by note ${newer}.`, {
        hint: `Correct note ${newer} instead.`,
      });
    }
    const correction = this.#append(text, at, note.stationId, seq, 'correction');
    this.#announce(this.#belowNote(note));
    return correction;
  }

  /** Answers with the numbers of the records that say so; none for records that are so already. */
  setMarks(ranges: readonly SeqRange[], isMarked: boolean, at: number): number[] {
    this.#requireWritable();
    const count = rangeCount(ranges);
    if (count > LIMITS.marksAtOnce) {
      throw new ContractError(
        'invalid-params',
        `${count} records are selected; at most ${LIMITS.marksAtOnce} can be marked at once, since each mark is a record too.`,
        { hint: 'Select fewer records, or mark the first and the last of them.' },
      );
    }
    // All or none of them.
    for (const [first, last] of ranges) if (first <= last) this.#record(last);
    const changed: number[] = [];
    const added: number[] = [];
    for (const seq of rangeSeqs(ranges)) {
      if (this.#store.marks.isMarked(seq) === isMarked) continue;
      const record = this.#record(seq);
      const role = noteRole(record.payload);
      if (record.kind === 'note' && (role === 'mark' || role === 'unmark')) continue;
      this.#set(seq, isMarked, at);
      const words = isMarked ? `Record ${seq} marked` : `Mark of record ${seq} taken back`;
      added.push(this.#append(words, at, record.stationId, seq, isMarked ? 'mark' : 'unmark'));
      changed.push(seq);
    }
    if (changed.length > 0) this.#announce(changed);
    return added;
  }

  /** Sets a mark without a record that says so: for imports, whose file says that the record was marked. */
  restore(seq: number, at: number): void {
    if (!this.#store.marks.isMarked(seq)) this.#set(seq, true, at);
  }

  #set(seq: number, isMarked: boolean, at: number): void {
    this.#store.marks.set(seq, isMarked);
    this.#store.defer(`mark ${seq}`, () => {
      if (isMarked) {
        this.#insert ??= this.#database.prepare('INSERT OR REPLACE INTO mark (seq, at) VALUES (?, ?)');
        this.#insert.run(seq, Math.round(at));
      } else {
        this.#delete ??= this.#database.prepare('DELETE FROM mark WHERE seq = ?');
        this.#delete.run(seq);
      }
    });
  }

  #append(
    text: string,
    at: number,
    stationId: string,
    aboutSeq: number | undefined,
    role: Exclude<NoteRole, 'line'> | undefined,
  ): number {
    return this.#store.append({
      at,
      stationId,
      kind: 'note',
      // Said on Kerbside's side of the wire.
      direction: 'out',
      ...(aboutSeq === undefined ? {} : { aboutSeq }),
      ...(role === undefined ? {} : { payload: notePayload(role) }),
      raw: text,
      issues: [],
    }).seq;
  }

  #record(seq: number): StoredRecord {
    const record = this.#store.record(seq);
    if (record !== undefined) return record;
    throw new ContractError('not-found', `There is no record ${seq} in this session.`);
  }

  /** A note, those that it corrects, and the record that they are about: what looks different when it is corrected. */
  #belowNote(note: StoredRecord): number[] {
    const seqs = [note.seq];
    let about = note.aboutSeq;
    // What a note is about is older than it; a damaged file must not lead around in a circle.
    while (about !== undefined && about < (seqs.at(-1) ?? 0)) {
      seqs.push(about);
      const record = this.#record(about);
      about = record.kind === 'note' ? record.aboutSeq : undefined;
    }
    return seqs;
  }

  #requireWritable(): void {
    if (this.#store.recording !== 'read-only') return;
    throw readOnlyNotes(undefined, this.#store.problem);
  }

  #announce(seqs: number[]): void {
    const change = { marked: this.#store.marks.count, seqs };
    for (const listener of this.#listeners) listener(change);
  }
}

function requireWords(text: string): void {
  if (text.trim() !== '') return;
  throw new ContractError('invalid-params', 'A note needs words.', {
    hint: 'Write what you saw or did, such as “I opened the door”.',
  });
}
