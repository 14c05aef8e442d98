import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/station/finding.ts';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { findingsOf } from '../../state/stationFindings.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { FindingRow } from './FindingRow.tsx';
import classes from './FindingsScreen.module.css';

function NoFindings({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.empty}>
      <h2>{t('findings.empty.title')}</h2>
      <p>{t('findings.empty.text')}</p>
      <Button component="a" href={formatRoute({ screen: 'station', stationId, tab: 'messages' })}>
        {t('findings.empty.messages')}
      </Button>
    </div>
  );
}

/** What is wrong with a station, each with its proof and what to do. */
export function FindingsScreen({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const all = useTopic('findings');
  const quirks = useTopic('quirks');
  const accepting = useAction();
  if (all === undefined) return undefined;
  const findings = findingsOf(all, station.id);
  const proposals = quirks?.find(({ stationId }) => stationId === station.id)?.proposals ?? [];
  // What is in effect or was dismissed is told, not offered again.
  const open = new Set(proposals.map(({ id }) => id));
  const accept = ({ id }: Finding): void => {
    void accepting.run((client) => client.call('quirks.accept', { stationId: station.id, findingId: id }));
  };
  return (
    <div className={classes.screen} tabIndex={-1}>
      {findings.length === 0 ? (
        <NoFindings stationId={station.id} />
      ) : (
        <>
          <h2 className={classes.count}>
            {t('findings.counts', { count: findings.length, id: station.id })}
          </h2>
          {accepting.failure !== undefined && <FailureText failure={accepting.failure} />}
          <ol className={classes.list} aria-live="polite" aria-relevant="additions">
            {findings.map((finding) => (
              <li key={finding.id}>
                <FindingRow finding={finding} {...(open.has(finding.id) ? { onAccept: accept } : {})} />
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
