import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './SessionsScreen.module.css';

/** A visit cannot be recorded again: its file goes only when its name is typed. */
export function DeleteSession({ entry, onDone }: { entry: SessionEntry; onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const remove = useAction();
  const [typed, setTyped] = useState('');
  const { path, fileName } = entry;
  return (
    <form
      className={classes.panel}
      aria-label={t('sessions.delete.label', { name: fileName })}
      onSubmit={(event) => {
        event.preventDefault();
        void remove.run((client) => client.call('session.delete', { path, fileName: typed }));
      }}
    >
      <p className={classes.wide}>{t('sessions.delete.text', { name: fileName })}</p>
      <TextInput
        className={classes.wide ?? ''}
        label={t('sessions.delete.field')}
        placeholder={fileName}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        spellCheck={false}
        autoComplete="off"
      />
      <div className={classes.buttons}>
        <Button
          type="submit"
          color="red"
          variant="filled"
          disabled={!remove.isPossible || typed.trim() !== fileName}
          loading={remove.isBusy}
        >
          {t('sessions.delete.confirm')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={remove.failure} />
      </div>
    </form>
  );
}
