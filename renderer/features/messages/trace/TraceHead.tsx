import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenTrace } from '../../../../shared/session/openTrace.ts';
import { Dot } from '../../../ui/Dot.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './TraceScreen.module.css';

/** Beyond these the number says enough. */
const STATIONS_SHOWN = 3;

/** What is known about an opened session file as a whole. */
export function TraceHead({ trace }: { trace: OpenTrace }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { name, path, site, notes, firstAt, lastAt, stationIds, records, isLive, problem } = trace;
  const span =
    firstAt === undefined || lastAt === undefined
      ? undefined
      : t('traces.span', {
          first: times.local(firstAt),
          duration: formats.duration(Math.max(0, lastAt - firstAt)),
        });
  const stations =
    stationIds.length > STATIONS_SHOWN
      ? t('traces.stations', { count: stationIds.length })
      : stationIds.join(', ');
  const facts = [site, span, stations, t('shell.records', { count: records, shown: formats.count(records) })];
  return (
    <header className={classes.head}>
      <h1 title={path}>{name}</h1>
      <span className={classes.pill}>
        {isLive ? <Dot tone="ok" /> : <Icon name="lock" size={12} />}
        {t(isLive ? 'traces.liveElsewhere' : 'traces.readOnly')}
      </span>
      <span className={classes.facts}>
        {facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}
      </span>
      {notes !== undefined && <p className={classes.notes}>{notes}</p>}
      {problem !== undefined && (
        <p className={classes.problem} role="status">
          <Icon name="fault" size={14} /> {problem}
        </p>
      )}
    </header>
  );
}
