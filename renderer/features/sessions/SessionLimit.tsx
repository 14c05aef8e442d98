import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { parseSize } from '../../../shared/session/sessionSize.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './SessionsScreen.module.css';

/** How large the running session may grow. */
export function SessionLimit({ onDone }: { onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const limit = useAction();
  const maxBytes = useTopic('session')?.maxBytes;
  const [typed, setTyped] = useState(maxBytes === undefined ? '' : typedSize(maxBytes));
  const [isTried, setIsTried] = useState(false);
  const bytes = parseSize(typed);
  const set = (wanted: number | undefined): void =>
    void limit.run(async (client) => {
      await client.call('session.limit', wanted === undefined ? {} : { maxBytes: wanted });
      onDone();
    });
  return (
    <form
      className={classes.panel}
      aria-label={t('sessions.limit.label')}
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (bytes !== undefined) set(bytes);
      }}
    >
      <p className={classes.wide}>{t('sessions.limit.hint')}</p>
      <TextInput
        label={t('sessions.limit.field')}
        placeholder={t('sessions.limit.placeholder')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={isTried && bytes === undefined ? t('sessions.limit.wrong') : undefined}
        spellCheck={false}
        autoComplete="off"
      />
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={!limit.isPossible} loading={limit.isBusy}>
          {t('sessions.limit.set')}
        </Button>
        {maxBytes !== undefined && (
          <Button disabled={!limit.isPossible} onClick={() => set(undefined)}>
            {t('sessions.limit.none')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={limit.failure} />
      </div>
    </form>
  );
}

/** As it is typed, exact to the byte. */
function typedSize(bytes: number): string {
  return bytes >= 1e9 ? `${bytes / 1e9}GB` : bytes >= 1e6 ? `${bytes / 1e6}MB` : `${bytes / 1e3}KB`;
}
