import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../shared/contract/methods.ts';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './SessionsScreen.module.css';

/** Saves what can be read of a damaged file into another one, and says how much that was. */
export function RecoverSession({ entry }: { entry: SessionEntry }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const recover = useAction();
  const [recovery, setRecovery] = useState<Result<'session.recover'>>();
  return (
    <div className={classes.recover}>
      <Button
        disabled={!recover.isPossible}
        loading={recover.isBusy}
        onClick={() =>
          void recover.run(async (client) => {
            setRecovery(await client.call('session.recover', { path: entry.path }, { timeoutMs: 0 }));
          })
        }
      >
        {t('sessions.recover.button')}
      </Button>
      <FailureText failure={recover.failure} />
      {recovery !== undefined && (
        <p role="status">
          {t('sessions.recover.done', {
            count: recovery.records,
            shown: formats.count(recovery.records),
            name: recovery.path.split(/[/\\]/).at(-1),
          })}
          {recovery.missing > 0 && ` ${t('sessions.recover.missing', { count: recovery.missing })}`}
        </p>
      )}
    </div>
  );
}
