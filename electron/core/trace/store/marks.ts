import type { DatabaseSync } from 'node:sqlite';
import { noteRole } from '../../../../shared/trace/note.ts';
import type { RecordMarks, StoredRecord } from './storedRecord.ts';

/**
 * Which records are marked, have notes or were corrected, in memory: these are as many as a technician has patience
 * for, and each row on the screen asks for them.
 */
export class Marks {
  readonly #marked = new Set<number>();
  /** Record -> the notes about it that are not about marks or other notes. */
  readonly #notes = new Map<number, number[]>();
  /** Note -> the note that replaces it. */
  readonly #corrections = new Map<number, number>();
  #sorted: number[] | undefined;

  /** As the file has them. Numbers of records that do not exist do no harm. */
  static read(database: DatabaseSync): Marks {
    const marks = new Marks();
    for (const { seq } of database.prepare('SELECT seq FROM mark').iterate()) marks.set(Number(seq), true);
    // The plus keeps SQLite from walking the whole table in its order: the notes are few and in an index of their own.
    const notes = database.prepare(
      `SELECT seq, about, payload FROM record WHERE about IS NOT NULL AND kind = 'note' ORDER BY +seq`,
    );
    for (const { seq, about, payload } of notes.iterate()) {
      marks.takeNote(Number(seq), Number(about), typeof payload === 'string' ? payload : undefined);
    }
    return marks;
  }

  get count(): number {
    return this.#marked.size;
  }

  isMarked(seq: number): boolean {
    return this.#marked.has(seq);
  }

  /** Numbers of all marked records, ascending. */
  marked(): readonly number[] {
    this.#sorted ??= [...this.#marked].sort((one, other) => one - other);
    return this.#sorted;
  }

  set(seq: number, isMarked: boolean): void {
    if (isMarked) this.#marked.add(seq);
    else this.#marked.delete(seq);
    this.#sorted = undefined;
  }

  /** A note about a record came; marks themselves are `set`. */
  takeNote(seq: number, aboutSeq: number, payload: string | undefined): void {
    const role = noteRole(payload);
    if (role === undefined) this.#notes.set(aboutSeq, [...(this.#notes.get(aboutSeq) ?? []), seq]);
    if (role === 'correction') this.#corrections.set(aboutSeq, seq);
  }

  correctedBy(seq: number): number | undefined {
    return this.#corrections.get(seq);
  }

  /** Numbers of the notes about a record, each followed by what replaced it. */
  notesAbout(seq: number): number[] {
    return (this.#notes.get(seq) ?? []).flatMap((note) => [note, ...this.correctionsOf(note)]);
  }

  /** What replaced a note, oldest first. */
  correctionsOf(note: number): number[] {
    const chain: number[] = [];
    // A correction is newer than what it corrects; a damaged file must not lead around in a circle.
    for (let at = note, next = this.#corrections.get(at); next !== undefined && next > at;) {
      chain.push(next);
      at = next;
      next = this.#corrections.get(at);
    }
    return chain;
  }

  of(seq: number): RecordMarks | undefined {
    const correctedBySeq = this.#corrections.get(seq);
    const isMarked = this.#marked.has(seq);
    const hasNotes = this.#notes.has(seq);
    if (!isMarked && !hasNotes && correctedBySeq === undefined) return undefined;
    return {
      ...(isMarked ? { isMarked } : {}),
      ...(hasNotes ? { hasNotes } : {}),
      ...(correctedBySeq === undefined ? {} : { correctedBySeq }),
    };
  }

  /** The record with what notes say about it; the record itself where they say nothing. */
  on(record: StoredRecord): StoredRecord {
    const marks = this.of(record.seq);
    return marks === undefined ? record : { ...record, marks };
  }
}
