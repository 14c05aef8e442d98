import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { readSerialPayload } from '../../../../shared/service-port/serialPayload.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './DetailPane.module.css';
import { RawTab } from './RawTab.tsx';

/** What crossed a service port: what the driver understood, on which line and in what time, and the bytes themselves. */
export function SerialContent({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const beside = useMemo(() => readSerialPayload(record.payload), [record.payload]);
  if (beside === undefined) return <RawTab record={record} />;
  const { port, line, meaning, isProblem, firstMonoMs, lastMonoMs } = beside;
  return (
    <>
      <div className={classes.bar}>
        {meaning !== undefined && (
          <span className={isProblem === true ? classes.warning : undefined}>{meaning}</span>
        )}
        <span className="dim">
          {t('messages.serial.line', { port, baud: line.baud, format: line.format })}
          {lastMonoMs > firstMonoMs &&
            ` · ${t('messages.serial.within', { time: formats.duration(lastMonoMs - firstMonoMs) })}`}
        </span>
      </div>
      <RawTab record={record} />
    </>
  );
}
