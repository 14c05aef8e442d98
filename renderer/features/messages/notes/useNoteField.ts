import { useState } from 'react';
import type { TraceRow } from '../../../../shared/trace/record.ts';
import type { NoteTarget } from './noteDrafts.ts';

export interface NoteField {
  /** What a note is being written for. It stays when another record is chosen. */
  target: NoteTarget | undefined;
  /** For a note about a record, or about nothing but the moment. */
  open: (row: TraceRow | undefined) => void;
  end: (seq: number | undefined) => void;
}

/** A mark has no words of its own to say something about: the note is then about what was marked. */
function targetOf(row: TraceRow | undefined, stationId: string | undefined): NoteTarget {
  if (row === undefined) return { type: 'free', stationId };
  const isMark = row.noteRole === 'mark' || row.noteRole === 'unmark';
  return { type: 'about', seq: isMark ? (row.aboutSeq ?? row.seq) : row.seq };
}

/** The field for a note on the messages screen. `onEnd` is told the note's number, or nothing where it was left. */
export function useNoteField(
  stationId: string | undefined,
  onEnd: (seq: number | undefined) => void,
): NoteField {
  const [target, setTarget] = useState<NoteTarget>();
  return {
    target,
    open: (row) => setTarget(targetOf(row, stationId)),
    end(seq) {
      setTarget(undefined);
      onEnd(seq);
    },
  };
}
