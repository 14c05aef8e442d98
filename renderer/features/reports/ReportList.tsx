import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/station/report.ts';
import { Dot, type DotTone } from '../../ui/Dot.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './ReportsScreen.module.css';

const TONES: Readonly<Record<Report['state'], DotTone>> = {
  awaited: 'busy',
  receiving: 'busy',
  complete: 'ok',
  partial: 'warn',
};

interface ReportListProps {
  reports: readonly Report[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The reports of a station, the newest first. */
export function ReportList({ reports, chosen, onChoose }: ReportListProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  return (
    <ul className={classes.list} aria-label={t('reports.list')}>
      {reports.map((report) => (
        <li key={report.id}>
          <button
            type="button"
            className={classes.report}
            aria-pressed={report.id === chosen}
            onClick={() => onChoose(report.id)}
          >
            <Dot tone={TONES[report.state]} />
            <b>{report.askedBy ?? report.action}</b>
            <span className="mono dim">{times.shortClock(report.startedAt)}</span>
            <span className={classes.state}>
              {t(`reports.state.${report.state}`)}
              {', '}
              {t('reports.entries', { count: report.items })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
