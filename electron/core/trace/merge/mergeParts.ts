import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { sessionFacts, type SessionFacts } from '../file/sessionFacts.ts';
import { openSessionForReading, type SessionReader } from '../file/sessionReader.ts';
import { decodeRecord, RECORD_COLUMNS, type StoredRecord } from '../store/storedRecord.ts';

/**
 * A file that goes into a merged one. `offsetMs` is added to its times, where its clock was wrong; `origin` is the file
 * that the session at `path` was imported from, which is the one to name to the technician.
 */
export interface PartToMerge {
  path: string;
  offsetMs: number;
  origin?: string;
}

/** One file on its way into the merged one. */
export interface MergePart {
  /** As the technician knows it; see `origin`. */
  readonly path: string;
  /** The file's name, as its note says it. */
  readonly fileName: string;
  readonly offsetMs: number;
  readonly session: SessionReader;
  readonly facts: SessionFacts;
  /** What was recorded up to the moment at which the merging began. */
  readonly lastSeq: number;
  /** Number in the file -> number in the merged one; 0 where there is no such record. Four bytes for each record. */
  readonly numbers: Uint32Array;
}

/** Opens the files. Fails with `conflict` where two of them are the same. */
export function openParts(parts: readonly PartToMerge[]): MergePart[] {
  const opened: MergePart[] = [];
  try {
    for (const { path: sessionPath, offsetMs, origin } of parts) {
      const path = resolve(origin ?? sessionPath);
      const same = opened.find((part) => realPath(part.path) === realPath(path));
      if (same !== undefined) throw twice(path, `${path} is named twice.`);
      const session = openSessionForReading(sessionPath);
      const facts = sessionFacts(session.database);
      const part = {
        path,
        fileName: basename(path),
        offsetMs,
        session,
        facts,
        lastSeq: facts.records,
        numbers: new Uint32Array(facts.records + 1),
      };
      opened.push(part);
      const copy = opened.find((other) => other !== part && isCopy(other, part));
      if (copy !== undefined) throw twice(path, `${path} holds the same records as ${copy.path}.`);
    }
    return opened;
  } catch (error) {
    for (const part of opened) part.session.close();
    throw error;
  }
}

/** A copy of a file, told by its length and its two ends. */
function isCopy(one: MergePart, other: MergePart): boolean {
  if (one.lastSeq === 0 || one.lastSeq !== other.lastSeq) return false;
  return [1, one.lastSeq].every((seq) => {
    const [ours, theirs] = [wholeRecord(one, seq), wholeRecord(other, seq)];
    return JSON.stringify(ours) === JSON.stringify(theirs);
  });
}

function wholeRecord({ session }: MergePart, seq: number): StoredRecord | undefined {
  const row = session.database.prepare(`SELECT ${RECORD_COLUMNS} FROM record WHERE seq = ?`).get(seq);
  return row === undefined ? undefined : decodeRecord(row);
}

function twice(path: string, message: string): ContractError {
  return new ContractError('conflict', `${message} Its records would be in the merged session twice.`, {
    hint: `Leave ${path} out.`,
  });
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Opening it will say what is wrong with it.
    return resolve(path);
  }
}

/** The place of a record: the part that it comes from, and its number there. */
export interface Place {
  part: MergePart;
  seq: number;
}

/**
 * The records of all parts by time. Each file keeps its own order, whatever its clock did; of two that are of the same
 * time the one of the file that was named first comes first.
 */
export function* inOrderOfTime(parts: readonly MergePart[]): Generator<Place, void, undefined> {
  const heads = parts.map((part) => ({ part, rows: timesOf(part), next: undefined as Time | undefined }));
  for (const head of heads) head.next = advance(head.rows);
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.next === undefined) continue;
      if (first?.next === undefined || head.next.at < first.next.at) first = head;
    }
    if (first?.next === undefined) return;
    yield { part: first.part, seq: first.next.seq };
    first.next = advance(first.rows);
  }
}

interface Time {
  seq: number;
  /** Epoch ms, with the offset of its file. */
  at: number;
}

function* timesOf({ session, lastSeq, offsetMs }: MergePart): Generator<Time, void, undefined> {
  const statement = session.database.prepare(
    'SELECT seq, at FROM record WHERE seq BETWEEN 1 AND ? ORDER BY seq',
  );
  for (const row of statement.iterate(lastSeq)) {
    yield { seq: Number(row['seq']), at: Number(row['at']) + offsetMs };
  }
}

function advance(rows: Generator<Time, void, undefined>): Time | undefined {
  const next = rows.next();
  return next.done === true ? undefined : next.value;
}
