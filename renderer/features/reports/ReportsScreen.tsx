import { Button } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { useTopic } from '../../state/useAppState.ts';
import { EventStreamList } from './EventStreamList.tsx';
import { ReportDetail } from './ReportDetail.tsx';
import { ReportList } from './ReportList.tsx';
import classes from './ReportsScreen.module.css';

/** What a station of 2.x reports in several messages, joined. */
export function ReportsScreen({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const allReports = useTopic('reports');
  const allStreams = useTopic('streams');
  const [chosen, setChosen] = useState<string>();
  const reports = useMemo(
    () => (allReports ?? []).filter(({ stationId }) => stationId === station.id).toReversed(),
    [allReports, station.id],
  );
  const streams = (allStreams ?? []).filter(({ stationId }) => stationId === station.id);
  const shown = reports.find(({ id }) => id === chosen) ?? reports[0];
  if (shown === undefined && streams.length === 0) return <Empty stationId={station.id} />;
  return (
    <section className={classes.screen} aria-label={t('reports.title')}>
      <div className={classes.side}>
        <ReportList reports={reports} chosen={shown?.id} onChoose={setChosen} />
        {streams.length > 0 && <EventStreamList streams={streams} />}
      </div>
      {shown === undefined ? (
        <p className={classes.none}>{t('reports.noReport')}</p>
      ) : (
        <ReportDetail key={shown.id} report={shown} />
      )}
    </section>
  );
}

function Empty({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section className={classes.empty} aria-label={t('reports.title')}>
      <h2>{t('reports.empty.title')}</h2>
      <p className="dim">{t('reports.empty.text')}</p>
      <Button component="a" href={formatRoute({ screen: 'station', stationId, tab: 'commands' })}>
        {t('reports.empty.button')}
      </Button>
    </section>
  );
}
