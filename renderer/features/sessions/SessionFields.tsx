import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './SessionsScreen.module.css';

/** Title, site and notes, written into the session file itself: they go along when it is sent to somebody. */
export function SessionFields({ entry, onDone }: { entry: SessionEntry; onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const save = useAction();
  const [title, setTitle] = useState(entry.title ?? '');
  const [site, setSite] = useState(entry.site ?? '');
  const [notes, setNotes] = useState(entry.notes ?? '');
  return (
    <form
      className={classes.panel}
      aria-label={t('sessions.fields.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run(async (client) => {
          await client.call('session.describe', { path: entry.path, title, site, notes });
          onDone();
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <TextInput
        label={t('sessions.fields.title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
        data-autofocus
      />
      <TextInput
        label={t('sessions.fields.site')}
        value={site}
        onChange={(event) => setSite(event.currentTarget.value)}
        maxLength={200}
      />
      <Textarea
        className={classes.wide ?? ''}
        label={t('sessions.fields.notes')}
        value={notes}
        onChange={(event) => setNotes(event.currentTarget.value)}
        maxLength={10_000}
        autosize
        minRows={2}
        maxRows={8}
      />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={!save.isPossible} loading={save.isBusy}>
          {t('sessions.fields.save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={save.failure} />
      </div>
    </form>
  );
}
