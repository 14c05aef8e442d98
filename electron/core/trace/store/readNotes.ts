import { ContractError } from '../../../../shared/contract/failure.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import type { Result } from '../../../../shared/contract/methods.ts';
import { rawText } from './readRecord.ts';
import type { StoredRecord } from './storedRecord.ts';
import type { TraceRecords } from './traceRecords.ts';

/** What the technician says about a record. Fails with `not-found`. */
export function readNotes(records: TraceRecords, seq: number): Result<'note.list'> {
  const { marks } = records;
  const isNote = found(records, seq).kind === 'note';
  const numbers = [...(isNote ? marks.correctionsOf(seq) : []), ...marks.notesAbout(seq)];
  const notes = numbers.slice(-LIMITS.notesShown).map((number) => {
    const { at, raw } = found(records, number);
    const correctedBySeq = marks.correctedBy(number);
    const text = rawText(raw).raw.slice(0, LIMITS.noteChars);
    return { seq: number, at, text, ...(correctedBySeq === undefined ? {} : { correctedBySeq }) };
  });
  return { isMarked: marks.isMarked(seq), notes };
}

/** Why nothing is added to a session; `name` is that of an opened trace. */
export function readOnlyNotes(name: string | undefined, problem?: string): ContractError {
  const which = name === undefined ? 'This session' : `“${name}”`;
  return new ContractError(
    'unavailable',
    `${which} is open for reading only: marks and notes cannot be added to it.`,
    { hint: problem ?? 'Record into it (kerbside serve --session FILE) to add some.' },
  );
}

function found(records: TraceRecords, seq: number): StoredRecord {
  const record = records.record(seq);
  if (record !== undefined) return record;
  throw new ContractError('not-found', `There is no record ${seq} in this session.`);
}
