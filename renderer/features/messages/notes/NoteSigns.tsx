import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import type { TraceRow } from '../../../../shared/trace/record.ts';
import classes from './NoteSigns.module.css';

interface NoteSignsProps {
  row: Pick<TraceRow, 'isMarked' | 'hasNotes'>;
  t: TFunction;
}

/** A star on what the technician marked, a pen on what has notes. */
export function NoteSigns({ row, t }: NoteSignsProps): JSX.Element | undefined {
  if (row.isMarked !== true && row.hasNotes !== true) return undefined;
  return (
    <>
      {row.isMarked === true && (
        <span className={classes.star} title={t('notes.marked')}>
          <span aria-hidden="true">★</span>
          <span className="unseen">{t('notes.marked')}</span>
        </span>
      )}
      {row.hasNotes === true && (
        <span className={classes.pen} title={t('notes.hasNotes')}>
          <span aria-hidden="true">✎</span>
          <span className="unseen">{t('notes.hasNotes')}</span>
        </span>
      )}
    </>
  );
}
