import { isAnswer, isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import type { Translate } from '../../../ui/translate.ts';

type NoteRow = Pick<TraceRow, 'noteRole' | 'summary' | 'aboutSeq' | 'correctedBySeq'>;

/** What stands in the row of a note: whose it is, and its text. */
export function noteWords(row: NoteRow, t: Translate): { action: string; summary: string } {
  const { noteRole, summary, aboutSeq, correctedBySeq } = row;
  const record = aboutSeq ?? '';
  if (noteRole === 'mark' || noteRole === 'unmark') {
    return { action: t(`notes.row.${noteRole}`), summary: t('notes.row.record', { record }) };
  }
  if (noteRole === 'line') return { action: t('notes.row.line'), summary };
  const about =
    aboutSeq === undefined ? t('notes.row.free') : t(`notes.row.${noteRole ?? 'about'}`, { record });
  return {
    action:
      correctedBySeq === undefined ? about : t('notes.row.corrected', { about, record: correctedBySeq }),
    summary,
  };
}

/** How a row is drawn: messages, answers, words of the technician, and marks of the tool's own. */
export function rowLook({ kind, noteRole }: Pick<TraceRow, 'kind' | 'noteRole'>): string {
  if (noteRole === 'line') return 'line';
  if (kind === 'note') return noteRole === 'mark' || noteRole === 'unmark' ? 'mark' : 'note';
  if (!isFrame(kind)) return 'mark';
  return isAnswer(kind) ? 'answer' : 'frame';
}
