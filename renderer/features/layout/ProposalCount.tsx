import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useTopic } from '../../state/useAppState.ts';
import classes from './StationLayout.module.css';

/** How many settings are proposed for a station, beside the tab where they are answered. */
export function ProposalCount({ stationId }: { stationId: string }): JSX.Element | undefined {
  const { t } = useTranslation();
  const states = useTopic('quirks');
  const count = states?.find((state) => state.stationId === stationId)?.proposals.length ?? 0;
  if (count === 0) return undefined;
  return (
    <>
      {' '}
      <span className={classes.count} title={t('stations.tabs.proposals', { count })}>
        {count}
      </span>
    </>
  );
}
