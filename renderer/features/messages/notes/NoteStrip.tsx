import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/useFormats.ts';
import { draftKey, type NoteTarget } from './noteDrafts.ts';
import { NoteEditor } from './NoteEditor.tsx';
import classes from './NoteEditor.module.css';

interface NoteStripProps {
  target: NoteTarget;
  onEnd: (seq: number | undefined) => void;
}

/** The field for a note, above the list. It stays with its record when another one is chosen. */
export function NoteStrip({ target, onEnd }: NoteStripProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const label =
    target.type === 'free'
      ? t('notes.labels.free')
      : t(`notes.labels.${target.type}`, { record: formats.count(target.seq) });
  return (
    <div className={classes.strip}>
      <NoteEditor key={draftKey(target)} target={target} label={label} hasFocus onEnd={onEnd} />
    </div>
  );
}
