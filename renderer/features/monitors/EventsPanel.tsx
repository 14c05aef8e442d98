import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { LOWEST_SEVERITY } from '../../../shared/ocpp/monitorSeverity.ts';
import { mergedEvents, type StationEvent } from '../../../shared/station/stationEvent.ts';
import { useStationTopic } from '../../state/useStationTopic.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { EventRow } from './EventRow.tsx';
import classes from './MonitorsScreen.module.css';

/** What was not cleared comes first, the worst before all others; then everything, the newest first. */
function inOrder(events: readonly StationEvent[]): { open: StationEvent[]; all: StationEvent[] } {
  const all = events.toReversed();
  const worst = ({ severity = LOWEST_SEVERITY + 1 }: StationEvent): number => severity;
  const open = all.filter(({ isOpen }) => isOpen).sort((one, other) => worst(one) - worst(other));
  return { open, all: all.filter(({ isOpen }) => !isOpen) };
}

/** The events of a station, live, whether or not anybody asked for them. */
export function EventsPanel({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const state = useStationTopic('events', stationId, mergedEvents);
  const { open, all } = useMemo(() => inOrder(state?.events ?? []), [state]);
  const total = state?.total ?? 0;
  const gone = total - (state?.events.length ?? 0);
  return (
    <section className={classes.events} aria-labelledby="monitors-events">
      <header className={classes.head}>
        <h2 id="monitors-events">{t('monitors.events.title')}</h2>
        {total > 0 && (
          <span className="dim">
            {t('monitors.events.count', { count: total, shown: formats.count(total) })}
          </span>
        )}
      </header>
      {state?.problem !== undefined && <p className={classes.problem}>{state.problem}</p>}
      {total === 0 && <p className={classes.none}>{t('monitors.events.none')}</p>}
      {open.length > 0 && (
        <>
          <h3 className={classes.openTitle}>{t('monitors.events.open', { count: open.length })}</h3>
          <ul className={classes.eventList} data-open aria-label={t('monitors.events.openLabel')}>
            {open.map((event) => (
              <EventRow key={event.no} stationId={stationId} event={event} />
            ))}
          </ul>
        </>
      )}
      <ul className={classes.eventList} aria-label={t('monitors.events.label')}>
        {all.map((event) => (
          <EventRow key={event.no} stationId={stationId} event={event} />
        ))}
      </ul>
      {state?.fromSeq !== undefined && (
        <p className={classes.none}>{t('monitors.events.from', { seq: formats.count(state.fromSeq) })}</p>
      )}
      {gone > 0 && (
        <p className={classes.none}>
          {t('monitors.events.gone', { count: gone, shown: formats.count(gone) })}
        </p>
      )}
    </section>
  );
}
