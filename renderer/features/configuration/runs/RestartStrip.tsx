import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useRestart } from '../../../state/useRestart.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { RecordLinks } from '../RecordLinks.tsx';
import classes from './Changes.module.css';

/** What waits for a restart, offered once for all of it; not while somebody charges. */
export function RestartStrip({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const addresses = useConfigurationState(station.id)?.needsRestart ?? [];
  const { hindrance, isBusy, isPossible, failure, outcome, restart } = useRestart(station);
  if (addresses.length === 0) return undefined;
  return (
    <div className={classes.restart} role="status">
      <Icon name="clock" size={14} />
      <p>
        <b>{t('configuration.restart.title', { count: addresses.length })}</b>{' '}
        <span className="mono">{addresses.join(', ')}</span>
        {hindrance !== undefined && (
          <span className={classes.reason}>
            {' '}
            {t(`configuration.restart.${hindrance.reason}`, { count: hindrance.count })}
          </span>
        )}
      </p>
      <Button disabled={!isPossible} onClick={restart}>
        {t(isBusy ? 'configuration.restart.busy' : 'configuration.restart.now')}
      </Button>
      {outcome !== undefined && (
        <span className="dim">
          {t(`configuration.restart.outcome.${outcome.outcome}`)}{' '}
          <RecordLinks stationId={station.id} seqs={[outcome.requestSeq, outcome.responseSeq]} />
        </span>
      )}
      <FailureText failure={failure} />
    </div>
  );
}
