import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswer, type TraceRecord } from '../../../shared/trace/record.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './DetailPane.module.css';
import { RecordContent } from './RecordContent.tsx';
import { useRecord } from '../../state/useRecord.ts';

/** Question and answer side by side. */
export function PairTab({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const other = useRecord(record.pairSeq);
  if (record.pairSeq === undefined) {
    const reason = record.kind === 'call' || isAnswer(record.kind) ? record.kind : 'other';
    return <p className={classes.note}>{t(`messages.pair.none.${reason}`)}</p>;
  }
  if (other.failure !== undefined) return <p className={classes.note}>{other.failure.message}</p>;
  if (other.record?.seq !== record.pairSeq)
    return <p className={classes.note}>{t('messages.detail.loading')}</p>;
  const [call, answer] = isAnswer(record.kind) ? [other.record, record] : [record, other.record];
  return (
    <div className={classes.pair}>
      <Half record={call} title={t('messages.pair.call')} />
      <Half record={answer} title={t('messages.pair.answer')} />
    </div>
  );
}

function Half({ record, title }: { record: TraceRecord; title: string }): JSX.Element {
  const { t } = useTranslation();
  const formats = useTimeFormats();
  return (
    <section className={classes.half} aria-label={title}>
      <h3 className={classes.halfTitle}>
        <span className={classes.arrow} data-direction={record.direction} aria-hidden="true">
          {record.direction === 'in' ? '→' : '←'}
        </span>
        {title}
        <span className="dim">{t(`messages.direction.${record.direction}`)}</span>
        <span className={`mono dim ${classes.end}`}>
          {formats.clock(record.at)}
          {isAnswer(record.kind) && record.latencyMs !== undefined && ` · ${formats.span(record.latencyMs)}`}
        </span>
      </h3>
      <RecordContent record={record} />
    </section>
  );
}
