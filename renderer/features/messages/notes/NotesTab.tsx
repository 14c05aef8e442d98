import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { NoteEditor } from './NoteEditor.tsx';
import classes from './NotesTab.module.css';
import type { NotesState, RecordNotes } from './useNotes.ts';

interface NotesTabProps {
  record: Pick<TraceRecord, 'seq' | 'kind' | 'noteRole' | 'correctedBySeq' | 'raw'>;
  notes: NotesState;
}

/** What the technician says about a record; notes are corrected here, too. */
export function NotesTab({ record, notes: { known, failure } }: NotesTabProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { seq, kind, noteRole, raw, correctedBySeq } = record;
  if (failure !== undefined) return <FailureText failure={failure} />;
  if (known === undefined) return <p className={classes.none}>{t('messages.detail.loading')}</p>;
  const isMark = noteRole === 'mark' || noteRole === 'unmark';
  const isCorrectable =
    kind === 'note' && !isMark && correctedBySeq === undefined && known.notes.length === 0;
  return (
    <div className={classes.tab}>
      {!isMark && <MarkButton seq={seq} isMarked={known.isMarked} />}
      {known.notes.length === 0 ? (
        <p className={classes.none}>{t('notes.none')}</p>
      ) : (
        <ol className={classes.list} aria-label={t('notes.list')}>
          {known.notes.map((note) => (
            <Note key={note.seq} note={note} />
          ))}
        </ol>
      )}
      {isCorrectable && <Correctable key={seq} seq={seq} text={raw} />}
      {kind !== 'note' && (
        <NoteEditor
          key={seq}
          target={{ type: 'about', seq }}
          label={t('notes.labels.about', { record: formats.count(seq) })}
          hasFocus={false}
        />
      )}
    </div>
  );
}

function MarkButton({ seq, isMarked }: { seq: number; isMarked: boolean }): JSX.Element {
  const { t } = useTranslation();
  const { run, isBusy, isPossible, failure } = useAction();
  const toggle = (): void =>
    void run((client) => client.call('mark.set', { ranges: [[seq, seq]], isMarked: !isMarked }));
  return (
    <div className={classes.mark}>
      <Button aria-pressed={isMarked} aria-keyshortcuts="m" onClick={toggle} disabled={isBusy || !isPossible}>
        <span aria-hidden="true" className={classes.star}>
          {isMarked ? '★' : '☆'}
        </span>
        {t(isMarked ? 'notes.unmark' : 'notes.mark')}
      </Button>
      {failure !== undefined && <FailureText failure={failure} />}
    </div>
  );
}

function Note({ note }: { note: RecordNotes['notes'][number] }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { seq, at, text, correctedBySeq } = note;
  const isCorrected = correctedBySeq !== undefined;
  return (
    <li className={classes.note} data-corrected={isCorrected || undefined}>
      <p className={classes.head}>
        <span className="mono">{times.clock(at)}</span>
        <span>{t('notes.record', { record: seq })}</span>
        {isCorrected && <span>{t('notes.correctedBy', { record: correctedBySeq })}</span>}
      </p>
      <p className={classes.text}>{isCorrected ? <s>{text}</s> : text}</p>
      {!isCorrected && <Correctable seq={seq} text={text} />}
    </li>
  );
}

function Correctable({ seq, text }: { seq: number; text: string }): JSX.Element {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button className={classes.correct ?? ''} variant="subtle" onClick={() => setOpen(true)}>
        {t('notes.correct')}
      </Button>
    );
  }
  return (
    <NoteEditor
      target={{ type: 'correction', seq, text }}
      label={t('notes.labels.correction', { record: seq })}
      hasFocus
      onEnd={() => setOpen(false)}
    />
  );
}
