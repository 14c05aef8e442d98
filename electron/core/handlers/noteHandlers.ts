import type { Handlers } from '../../../shared/contract/handlers.ts';
import { sequenceDownload } from '../trace/export/sequenceDownload.ts';
import type { Services } from './services.ts';

type NoteHandlers = Pick<
  Handlers,
  | 'note.add'
  | 'note.correct'
  | 'note.list'
  | 'mark.set'
  | 'view.nextMark'
  | 'view.ranges'
  | 'sequence.prepare'
>;

export function noteHandlers({ trace, downloads }: Services): NoteHandlers {
  const { notes, views } = trace;
  return {
    'note.add': async (note) => {
      const seq = notes.add({ ...note, at: Date.now() });
      await notes.written();
      return { seq };
    },
    'note.correct': async ({ seq: earlier, text }) => {
      const seq = notes.correct(earlier, text, Date.now());
      await notes.written();
      return { seq };
    },
    'note.list': ({ seq }) => notes.list(seq),
    'mark.set': async ({ ranges, isMarked }) => {
      const seqs = notes.setMarks(ranges, isMarked, Date.now());
      await notes.written();
      return { seqs };
    },
    'view.nextMark': ({ view, from, step }) => {
      const index = views.nextMark(view, from, step);
      return index === undefined ? {} : { index };
    },
    'view.ranges': ({ view, rows }) => views.ranges(view, rows),
    'sequence.prepare': ({ ranges }) => {
      const download = sequenceDownload(trace, ranges);
      return { ticket: downloads.offer(download), fileName: download.fileName };
    },
  };
}
