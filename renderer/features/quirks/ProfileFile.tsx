import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import classes from './QuirksScreen.module.css';

/** The profile as a small file for colleagues, out and in. */
export function ProfileFile({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { isBusy, isPossible, failure, run } = useAction();
  const [message, setMessage] = useState('');

  const load = (): void =>
    void run(async (client) => {
      setMessage('');
      const file = await host.openTextFile('.json,application/json');
      if (file === undefined) return;
      const { note } = await client.call('quirks.import', { stationId, text: file.text });
      setMessage([t('quirks.file.taken', { name: file.name }), note].filter(Boolean).join(' '));
    });
  const save = (): void =>
    void run(async (client) => {
      setMessage('');
      const { ticket, fileName } = await client.call('quirks.export', { stationId });
      await host.saveDownload(ticket, fileName);
    });

  return (
    <div className={classes.file}>
      <div className={classes.answers}>
        <Button onClick={load} disabled={!isPossible || isBusy}>
          {t('quirks.file.import')}
        </Button>
        <Button onClick={save} disabled={!isPossible || isBusy}>
          {t('quirks.file.export')}
        </Button>
      </div>
      <p role="status">{message}</p>
      <FailureText failure={failure} />
    </div>
  );
}
