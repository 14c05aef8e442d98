import { memo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationEvent } from '../../../shared/station/stationEvent.ts';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './MonitorsScreen.module.css';
import { SeverityWord } from './SeverityWord.tsx';

interface EventRowProps {
  stationId: string;
  event: StationEvent;
}

function EventLine({ stationId, event }: EventRowProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { address, actualValue, happenedAt, at, seq, severity, techCode, techInfo, eventId } = event;
  const technical = [techCode, techInfo].filter(Boolean).join(': ');
  return (
    <li className={classes.event} data-cleared={event.isCleared || undefined}>
      <time className="mono" dateTime={new Date(happenedAt ?? at).toISOString()}>
        {times.shortClock(happenedAt ?? at)}
      </time>
      <div>
        <p className={classes.what}>
          <span className="mono">{address}</span> <b className="mono">{actualValue}</b>
        </p>
        <p className={classes.facts}>
          <SeverityWord severity={severity} />
          {facts(event, t).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {technical !== '' && <p className={classes.technical}>{technical}</p>}
      </div>
      <div className={classes.proof}>
        {seq !== undefined && <RecordLink stationId={stationId} seq={seq} />}
        {eventId !== undefined && <small>{t('monitors.events.id', { id: eventId })}</small>}
      </div>
    </li>
  );
}

/** In words, in the order in which a technician asks: why, whether it is over, who watches, what for. */
function facts(event: StationEvent, t: ReturnType<typeof useTranslation>['t']): string[] {
  const { trigger, isCleared, isOpen, made, monitorId, cause, transactionId, set, no } = event;
  const found = [
    t([`monitors.trigger.${trigger}`, 'monitors.trigger.other'], { word: trigger }),
    isCleared ? t('monitors.events.cleared') : isOpen ? t('monitors.events.notCleared') : undefined,
    made === undefined ? undefined : t([`monitors.made.${made}`, 'monitors.made.other'], { word: made }),
    monitorId === undefined ? undefined : t('monitors.events.monitor', { id: monitorId }),
    cause === undefined ? undefined : t('monitors.events.cause', { id: cause }),
    transactionId === undefined ? undefined : t('monitors.events.transaction', { id: transactionId }),
    set === no ? undefined : t('monitors.events.sameSet'),
  ];
  return found.filter((fact) => fact !== undefined);
}

export const EventRow = memo(EventLine);
