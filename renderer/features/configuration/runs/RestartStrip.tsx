import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { RecordLinks } from '../RecordLinks.tsx';
import { runningTransactions } from './changeWarnings.ts';
import classes from './Changes.module.css';

/** What waits for a restart, offered once for all of it; not while somebody charges. */
export function RestartStrip({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const addresses = useConfigurationState(station.id)?.needsRestart ?? [];
  const { isBusy, isPossible, failure, run } = useAction();
  const [outcome, setOutcome] = useState<Outcome>();
  if (addresses.length === 0) return undefined;
  const transactions = runningTransactions(station);
  const reason = !station.connected
    ? t('configuration.restart.away')
    : transactions.length > 0
      ? t('configuration.restart.transaction', { count: transactions.length })
      : undefined;
  const restart = (): void =>
    void run(async (client) =>
      setOutcome(await client.call('configuration.restart', { stationId: station.id }, { timeoutMs: 0 })),
    );
  return (
    <div className={classes.restart} role="status">
      <Icon name="clock" size={14} />
      <p>
        <b>{t('configuration.restart.title', { count: addresses.length })}</b>{' '}
        <span className="mono">{addresses.join(', ')}</span>
        {reason !== undefined && <span className={classes.reason}> {reason}</span>}
      </p>
      <Button disabled={!isPossible || isBusy || reason !== undefined} onClick={restart}>
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
