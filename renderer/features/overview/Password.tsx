import { Button, TextInput } from '@mantine/core';
import { useId, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './Password.module.css';

/** Which password the station has to send. What was set is never shown again. */
export function Password({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const titleId = useId();
  const [password, setPassword] = useState('');
  const { isBusy, isPossible, failure, run } = useAction();
  const { id: stationId, hasPassword = false } = station;
  const set = async (): Promise<void> => {
    await run((client) => client.call('station.setPassword', { stationId, password }));
    setPassword('');
  };
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId}>{t('door.password.title')}</h2>
      <p className={classes.state}>
        {t(hasPassword ? 'door.password.set' : 'door.password.any')} {hasPassword && t('door.password.next')}
      </p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        <TextInput
          type="password"
          aria-label={t('door.password.label')}
          placeholder={t('door.password.label')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          maxLength={200}
          autoComplete="new-password"
        />
        <Button type="submit" disabled={!isPossible || isBusy || password === ''}>
          {t('door.password.save')}
        </Button>
        {hasPassword && (
          <Button
            disabled={!isPossible || isBusy}
            onClick={() => void run((client) => client.call('station.clearPassword', { stationId }))}
          >
            {t('door.password.clear')}
          </Button>
        )}
      </form>
      <FailureText failure={failure} />
    </section>
  );
}
