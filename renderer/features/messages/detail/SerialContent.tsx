import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { readSerialPayload } from '../../../../shared/service-port/serialPayload.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { hasNoLine } from '../../../state/portNames.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './DetailPane.module.css';
import { RawTab } from './RawTab.tsx';

/** What crossed a service port: what the driver understood, on which line and in what time, and the bytes themselves. */
export function SerialContent({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const beside = useMemo(() => readSerialPayload(record.payload), [record.payload]);
  if (beside === undefined) return <RawTab record={record} />;
  const { port, line, meaning, isProblem, firstMonoMs, lastMonoMs } = beside;
  return (
    <div className={classes.serial}>
      <div className={classes.bar}>
        {meaning !== undefined && (
          <span className={isProblem === true ? classes.warning : undefined}>{meaning}</span>
        )}
        <span className="dim">
          {hasNoLine(port) ? port : t('messages.serial.line', { port, baud: line.baud, format: line.format })}
          {' · '}
          <span title={t('messages.serial.steadyTitle')}>
            {t('messages.serial.steady', { time: formats.count(firstMonoMs) })}
          </span>
          {lastMonoMs > firstMonoMs &&
            ` · ${t('messages.serial.within', { time: times.span(lastMonoMs - firstMonoMs) })}`}
        </span>
      </div>
      <RawTab record={record} />
    </div>
  );
}
