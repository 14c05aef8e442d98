import type { Handlers } from '../../../shared/contract/handlers.ts';
import { sequenceDownload } from '../trace/export/sequenceDownload.ts';
import type { NoteStore } from '../trace/store/noteStore.ts';
import { readNotes, readOnlyNotes } from '../trace/store/readNotes.ts';
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

export function noteHandlers({ trace: running, traces, downloads }: Services): NoteHandlers {
  const notesOf = (trace: string | undefined): NoteStore => {
    if (trace === undefined) return running.notes;
    throw readOnlyNotes(traces.of(trace).name);
  };
  return {
    'note.add': async ({ trace, ...note }) => {
      const notes = notesOf(trace);
      const seq = notes.add({ ...note, at: Date.now() });
      await notes.written();
      return { seq };
    },
    'note.correct': async ({ seq: earlier, text, trace }) => {
      const notes = notesOf(trace);
      const seq = notes.correct(earlier, text, Date.now());
      await notes.written();
      return { seq };
    },
    'note.list': ({ seq, trace }) => readNotes(traces.of(trace).store, seq),
    'mark.set': async ({ ranges, isMarked, trace }) => {
      const notes = notesOf(trace);
      const seqs = notes.setMarks(ranges, isMarked, Date.now());
      await notes.written();
      return { seqs };
    },
    'view.nextMark': ({ view, from, step }) => {
      const index = traces.viewsOf(view).nextMark(view, from, step);
      return index === undefined ? {} : { index };
    },
    'view.ranges': ({ view, rows }) => traces.viewsOf(view).ranges(view, rows),
    'sequence.prepare': ({ ranges, trace }) => {
      const download = sequenceDownload(traces.of(trace), ranges);
      return { ticket: downloads.offer(download), fileName: download.fileName };
    },
  };
}
