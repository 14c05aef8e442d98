import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { openTrace } from '../../state/openTrace.ts';
import classes from './SessionsScreen.module.css';

/** Opens a session file that is not in the folder, by its path on the machine that Kerbside runs on. */
export function OpenFile(): JSX.Element {
  const { t } = useTranslation();
  const open = useAction();
  const [path, setPath] = useState('');
  return (
    <form
      className={classes.open}
      onSubmit={(event) => {
        event.preventDefault();
        void open.run((client) => openTrace(client, path.trim()));
      }}
    >
      <TextInput
        className={classes.path ?? ''}
        classNames={{ input: 'mono' }}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        placeholder={t('sessions.open.placeholder')}
        aria-label={t('sessions.open.label')}
        spellCheck={false}
        autoComplete="off"
      />
      <Button type="submit" disabled={!open.isPossible || path.trim() === ''} loading={open.isBusy}>
        {t('sessions.open.button')}
      </Button>
      <FailureText failure={open.failure} />
    </form>
  );
}
