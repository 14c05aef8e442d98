import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswer, type TraceRecord } from '../../../../shared/trace/record.ts';
import { useRecord } from '../../../state/useRecord.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './DetailPane.module.css';
import { RecordContent } from './RecordContent.tsx';
import { loadExchange, useFromRecord } from './useFromRecord.ts';

/** Question and answer side by side, and a protest against the answer where there is one. */
export function PairTab({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const exchange = useFromRecord(loadExchange, record.seq, record.pairSeq);
  if (record.pairSeq === undefined) {
    const reason = record.kind === 'call' || isAnswer(record.kind) ? record.kind : 'other';
    return <p className={classes.note}>{t(`messages.pair.none.${reason}`)}</p>;
  }
  if (exchange === undefined) return <p className={classes.note}>{t('messages.detail.loading')}</p>;
  const titles = [t('messages.pair.call'), t('messages.pair.answer'), t('messages.pair.protest')];
  return (
    <div className={classes.pair} data-legs={exchange.seqs.length}>
      {exchange.seqs.map((seq, index) => (
        <Leg key={seq} seq={seq} shown={record} title={titles[index] ?? ''} />
      ))}
    </div>
  );
}

function Leg({ seq, shown, title }: { seq: number; shown: TraceRecord; title: string }): JSX.Element {
  const { t } = useTranslation();
  const isShown = seq === shown.seq;
  const other = useRecord(isShown ? undefined : seq);
  const record = isShown ? shown : other.record;
  if (other.failure !== undefined) return <p className={classes.note}>{other.failure.message}</p>;
  if (record === undefined) return <p className={classes.note}>{t('messages.detail.loading')}</p>;
  return <Half record={record} title={title} />;
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
