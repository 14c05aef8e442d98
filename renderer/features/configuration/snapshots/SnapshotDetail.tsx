import { Button, TextInput, Textarea } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../../../../shared/configuration/snapshot.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { SaveConfiguration } from '../files/SaveConfiguration.tsx';
import { Difference } from './Difference.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Snapshots.module.css';
import { UndoPlan } from './UndoPlan.tsx';

interface SnapshotDetailProps {
  station: Station;
  snapshot: Snapshot;
  onCompare: () => void;
}

/** One snapshot: what it is, what has changed since, and the way back to it. */
export function SnapshotDetail({ station, snapshot, onCompare }: SnapshotDetailProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { id, name, cause, at, items, scope, owner } = snapshot;
  const [isDescribing, setDescribing] = useState(false);
  const title = name ?? t(`configuration.snapshots.cause.${cause}`);
  const make = [owner.vendor, owner.model, owner.firmwareVersion].filter(Boolean).join(' ');
  return (
    <section className={classes.detail} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p className="dim">
          {[
            times.local(at),
            t('configuration.list.count', { count: items }),
            owner.version.startsWith('1') ? '' : t(`configuration.reading.scopes.${scope}`),
            make,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {snapshot.note !== undefined && !isDescribing && <p>{snapshot.note}</p>}
      </header>
      <UndoPlan station={station} snapshotId={id} title={title}>
        <SaveConfiguration of={{ snapshotId: id }} />
        <Button onClick={onCompare}>{t('configuration.compare.withOther')}</Button>
        <Button aria-expanded={isDescribing} onClick={() => setDescribing(!isDescribing)}>
          {t('configuration.snapshots.describe')}
        </Button>
      </UndoPlan>
      {isDescribing && <Words snapshot={snapshot} onDone={() => setDescribing(false)} />}
      <h3>{t('configuration.snapshots.since')}</h3>
      <Difference left={{ kind: 'snapshot', id }} right={{ kind: 'latest', stationId: station.id }} />
    </section>
  );
}

/** Name and note, which can be put right later. */
function Words({ snapshot, onDone }: { snapshot: Snapshot; onDone: () => void }): JSX.Element {
  const { t } = useTranslation();
  const [name, setName] = useState(snapshot.name ?? '');
  const [note, setNote] = useState(snapshot.note ?? '');
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <form
      className={classes.words}
      aria-label={t('configuration.snapshots.describe')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(async (client) => {
          await client.call('snapshot.describe', { id: snapshot.id, name: name.trim(), note: note.trim() });
          onDone();
        });
      }}
    >
      <TextInput
        label={t('configuration.snapshots.name')}
        value={name}
        maxLength={200}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Textarea
        label={t('configuration.snapshots.note')}
        value={note}
        maxLength={4000}
        autosize
        maxRows={6}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <ToolRow>
        <Button type="submit" variant="filled" disabled={!isPossible || isBusy}>
          {t('configuration.snapshots.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </ToolRow>
      <FailureText failure={failure} />
    </form>
  );
}
