import { Button } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { ComparePanel } from './ComparePanel.tsx';
import { sideId } from './compareSide.ts';
import { SnapshotDetail } from './SnapshotDetail.tsx';
import { SnapshotList } from './SnapshotList.tsx';
import classes from './Snapshots.module.css';
import { TakeSnapshot } from './TakeSnapshot.tsx';

/** What was kept of the configuration, what differs, and the way back. */
export function SnapshotsView({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const all = useTopic('snapshots');
  const own = useMemo(
    () => (all ?? []).filter(({ owner }) => owner.stationId === station.id).toReversed(),
    [all, station.id],
  );
  const [chosenId, setChosenId] = useState<string>();
  const [isComparing, setComparing] = useState(false);
  const chosen = own.find(({ id }) => id === chosenId) ?? own[0];
  return (
    <div className={classes.screen}>
      <div className={classes.side}>
        <TakeSnapshot station={station} onTaken={setChosenId} />
        {own.length === 0 ? (
          <p className={classes.none}>{t('configuration.snapshots.none')}</p>
        ) : (
          <SnapshotList snapshots={own} chosen={chosen?.id} onChoose={setChosenId} />
        )}
        <div className={classes.more}>
          <Button aria-expanded={isComparing} onClick={() => setComparing(!isComparing)}>
            {t(isComparing ? 'configuration.compare.close' : 'configuration.compare.open')}
          </Button>
        </div>
      </div>
      <div className={classes.main}>
        {isComparing ? (
          <ComparePanel
            station={station}
            first={chosen === undefined ? undefined : sideId({ kind: 'snapshot', id: chosen.id })}
          />
        ) : (
          chosen !== undefined && (
            <SnapshotDetail
              key={chosen.id}
              station={station}
              snapshot={chosen}
              onCompare={() => setComparing(true)}
            />
          )
        )}
      </div>
    </div>
  );
}
