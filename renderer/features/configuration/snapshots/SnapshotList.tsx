import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../../../../shared/configuration/snapshot.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './Snapshots.module.css';

interface SnapshotListProps {
  /** The newest first. */
  snapshots: readonly Snapshot[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function SnapshotList({ snapshots, chosen, onChoose }: SnapshotListProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  return (
    <ul className={classes.list} aria-label={t('configuration.snapshots.list')}>
      {snapshots.map(({ id, name, note, cause, at, items, isWhole }) => (
        <li key={id}>
          <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
            <b>{name ?? t(`configuration.snapshots.cause.${cause}`)}</b>
            <span className="mono dim">{times.shortClock(at)}</span>
            <small>
              {name !== undefined && `${t(`configuration.snapshots.cause.${cause}`)} · `}
              {t('configuration.list.count', { count: items })}
              {!isWhole && ` · ${t('configuration.snapshots.partial')}`}
              {note !== undefined && ` · ${note}`}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
