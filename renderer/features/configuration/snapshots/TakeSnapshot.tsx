import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Progress } from '../settings/ReadBar.tsx';
import classes from './Snapshots.module.css';

interface TakeSnapshotProps {
  station: Station;
  onTaken: (id: string) => void;
}

/** Keeps the configuration as it is: read anew, or as it was read last where the station is away. */
export function TakeSnapshot({ station, onTaken }: TakeSnapshotProps): JSX.Element {
  const { t } = useTranslation();
  const state = useConfigurationState(station.id);
  const { isBusy, isPossible, failure, run } = useAction();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const isLatest = !station.connected;
  const take = (): void =>
    void run(async (client) => {
      const about = {
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      };
      const params = { stationId: station.id, ...about, ...(isLatest ? { isLatest } : {}) };
      const snapshot = await client.call('snapshot.take', params, { timeoutMs: 0 });
      setName('');
      setNote('');
      onTaken(snapshot.id);
    });
  const isTakeable =
    isPossible &&
    !isBusy &&
    state?.reading === undefined &&
    (station.connected || (state?.readAt !== undefined && state.snapshotId === undefined));
  return (
    <form
      className={classes.take}
      aria-label={t('configuration.snapshots.take')}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <TextInput
        aria-label={t('configuration.snapshots.name')}
        placeholder={t('configuration.snapshots.name')}
        value={name}
        maxLength={200}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <TextInput
        aria-label={t('configuration.snapshots.note')}
        placeholder={t('configuration.snapshots.note')}
        value={note}
        maxLength={4000}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button type="submit" variant="filled" disabled={!isTakeable}>
        {t(isLatest ? 'configuration.snapshots.keepLatest' : 'configuration.snapshots.take')}
      </Button>
      {isBusy && state?.reading !== undefined && <Progress progress={state.reading} />}
      <FailureText failure={failure} />
    </form>
  );
}
