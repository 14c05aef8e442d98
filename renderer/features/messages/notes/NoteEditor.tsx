import { Button, Textarea } from '@mantine/core';
import { useState, type JSX, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { useAction } from '../../../state/useAction.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { dropNoteDraft, keepNoteDraft, noteDraft, type NoteTarget } from './noteDrafts.ts';
import classes from './NoteEditor.module.css';

interface NoteEditorProps {
  target: NoteTarget;
  label: string;
  hasFocus: boolean;
  /** The note is saved, or the field was left: what was typed stays for the next time. Absent for a field that stays. */
  onEnd?: (seq: number | undefined) => void;
}

async function save(client: ContractClient, target: NoteTarget, text: string): Promise<number> {
  if (target.type === 'correction') {
    return (await client.call('note.correct', { seq: target.seq, text })).seq;
  }
  const about = target.type === 'about' ? { aboutSeq: target.seq } : {};
  const station =
    target.type === 'free' && target.stationId !== undefined ? { stationId: target.stationId } : {};
  return (await client.call('note.add', { text, ...about, ...station })).seq;
}

/** A note being written, in place: Enter saves, Shift and Enter begins a line, Escape leaves. */
export function NoteEditor({ target, label, hasFocus, onEnd }: NoteEditorProps): JSX.Element {
  const { t } = useTranslation();
  const session = useTopic('session')?.path ?? '';
  const [text, setText] = useState(() => noteDraft(session, target));
  const { run, isBusy, isPossible, failure } = useAction();
  const hasWords = text.trim() !== '';

  const submit = (): void => {
    if (!hasWords || isBusy) return;
    void run(async (client) => {
      const seq = await save(client, target, text.trim());
      dropNoteDraft(session, target);
      setText('');
      onEnd?.(seq);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // A word of an input method is finished by Enter, too.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && onEnd !== undefined) onEnd(undefined);
    else if (event.key === 'Enter' && !event.shiftKey) submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        className={classes.text ?? ''}
        label={label}
        value={text}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={LIMITS.noteChars}
        autoFocus={hasFocus}
        placeholder={t('notes.placeholder')}
        onChange={(event) => {
          setText(event.currentTarget.value);
          keepNoteDraft(session, target, event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" variant="filled" disabled={!hasWords || !isPossible} loading={isBusy}>
        {t('notes.save')}
      </Button>
      {onEnd !== undefined && (
        <Button variant="subtle" color="gray" onClick={() => onEnd(undefined)}>
          {t('notes.leave')}
        </Button>
      )}
      {failure !== undefined && <FailureText failure={failure} />}
    </form>
  );
}
