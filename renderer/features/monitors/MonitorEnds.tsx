import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonitorEnd } from '../../../shared/station/monitor.ts';
import { DotLine } from '../../ui/DotLine.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import classes from './MonitorsScreen.module.css';

interface MonitorEndsProps {
  stationId: string;
  ends: readonly (MonitorEnd & { name?: string })[];
}

/** What became of each wish, with the record that proves it. */
export function MonitorEnds({ stationId, ends }: MonitorEndsProps): JSX.Element | undefined {
  const { t } = useTranslation();
  if (ends.length === 0) return undefined;
  return (
    <ul className={classes.ends} aria-label={t('monitors.results')} role="status">
      {ends.map(({ isDone, sentence, responseSeq, requestSeq, name }) => {
        const seq = responseSeq ?? requestSeq;
        return (
          <li key={`${name ?? ''} ${sentence} ${String(seq)}`}>
            <DotLine tone={isDone ? 'ok' : 'bad'} label={t(isDone ? 'monitors.done' : 'monitors.notDone')}>
              {name !== undefined && <span className="mono">{name} </span>}
              {sentence} {seq !== undefined && <RecordLink stationId={stationId} seq={seq} />}
            </DotLine>
          </li>
        );
      })}
    </ul>
  );
}
