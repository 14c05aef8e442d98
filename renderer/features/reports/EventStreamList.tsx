import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventStream } from '../../../shared/station/eventStream.ts';
import { Dot } from '../../ui/Dot.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './ReportsScreen.module.css';

/** The periodic event streams of a station (OCPP 2.1): values that come without being answered. */
export function EventStreamList({ streams }: { streams: readonly EventStream[] }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  return (
    <section className={classes.streams} aria-label={t('reports.streams.title')}>
      <h3>{t('reports.streams.title')}</h3>
      <ul>
        {streams.map((stream) => (
          <li key={stream.id} className={classes.stream}>
            <Dot tone={stream.isOpen ? 'ok' : 'off'} />
            <b>{t('reports.streams.name', { id: stream.id })}</b>
            <span className="mono">{stream.lastValue ?? '–'}</span>
            <span className="dim">
              {stream.variableMonitoringId !== undefined &&
                `${t('reports.streams.monitor', { id: stream.variableMonitoringId })} · `}
              {stream.intervalS !== undefined &&
                `${t('reports.streams.every', { seconds: stream.intervalS })} · `}
              {t('reports.streams.received', { count: stream.received })}
              {' · '}
              {times.shortClock(stream.lastAt)}
              {!stream.isOpen && ` · ${t('reports.streams.closed')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
