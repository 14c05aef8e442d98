import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import type { SessionFiles } from '../../host/host.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './SessionsScreen.module.css';

interface TrashSessionProps {
  entry: SessionEntry;
  files: SessionFiles;
  onDone: () => void;
}

/** Asks before a file goes to the trash. */
export function TrashSession({ entry, files, onDone }: TrashSessionProps): JSX.Element {
  const { t } = useTranslation();
  const trash = useAction();
  const { path, fileName } = entry;
  return (
    <form
      className={classes.panel}
      aria-label={t('sessions.file.trashLabel', { name: fileName })}
      onSubmit={(event) => {
        event.preventDefault();
        void trash.run(async () => {
          await files.trash(path);
          onDone();
        });
      }}
    >
      <p className={classes.wide}>{t('sessions.file.trashText', { name: fileName })}</p>
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={!trash.isPossible} loading={trash.isBusy}>
          {t('sessions.file.trashConfirm')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={trash.failure} />
      </div>
    </form>
  );
}
