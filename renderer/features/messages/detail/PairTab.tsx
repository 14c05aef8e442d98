import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/contract/methods.ts';
import { isAnswer, type TraceRecord } from '../../../../shared/trace/record.ts';
import { useNow } from '../../../state/useNow.ts';
import { useRecord } from '../../../state/useRecord.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './DetailPane.module.css';
import { RecordContent } from './RecordContent.tsx';
import { loadExchange, useFromRecord } from './useFromRecord.ts';

interface PairTabProps {
  record: TraceRecord;
  /** Shows another record in the list. */
  onGo: (seq: number) => void;
}

const LEGS = ['call', 'answer', 'protest'] as const;
type LegName = (typeof LEGS)[number];

/** Call, answer, and a protest against the answer where there is one, one below the other with the time between. */
export function PairTab({ record, onGo }: PairTabProps): JSX.Element {
  const { t } = useTranslation();
  const exchange = useFromRecord(loadExchange, record.seq, record.pairSeq);
  const isOpenCall = record.kind === 'call' && record.pairSeq === undefined;
  if (record.pairSeq === undefined && !isOpenCall) {
    const reason = isAnswer(record.kind) ? record.kind : 'other';
    return <p className={classes.note}>{t(`messages.pair.none.${reason}`)}</p>;
  }
  if (exchange === undefined) return <p className={classes.note}>{t('messages.detail.loading')}</p>;
  return (
    <div className={classes.pair} tabIndex={0} role="group" aria-label={t('messages.detail.tabs.pair')}>
      {exchange.seqs.map((seq, index) => (
        <Leg key={seq} seq={seq} shown={record} name={LEGS[index] ?? 'protest'} onGo={onGo} />
      ))}
      {isOpenCall && <NoAnswer call={record} exchange={exchange} onGo={onGo} />}
    </div>
  );
}

interface LegProps {
  seq: number;
  shown: TraceRecord;
  name: LegName;
  onGo: (seq: number) => void;
}

function Leg({ seq, shown, name, onGo }: LegProps): JSX.Element {
  const { t } = useTranslation();
  const isShown = seq === shown.seq;
  const other = useRecord(isShown ? undefined : seq);
  const record = isShown ? shown : other.record;
  if (other.failure !== undefined) return <p className={classes.note}>{other.failure.message}</p>;
  if (record === undefined) return <p className={classes.note}>{t('messages.detail.loading')}</p>;
  return <Half record={record} name={name} isShown={isShown} onGo={onGo} />;
}

interface HalfProps {
  record: TraceRecord;
  name: LegName;
  isShown: boolean;
  onGo: (seq: number) => void;
}

function Half({ record, name, isShown, onGo }: HalfProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { seq, direction, latencyMs, at } = record;
  const title = t(`messages.pair.${name}`);
  const after = name === 'call' || latencyMs === undefined ? undefined : times.span(latencyMs);
  const number = formats.count(seq);
  return (
    <section className={classes.half} aria-label={title} data-shown={isShown || undefined}>
      <h3 className={classes.halfTitle}>
        <span className={classes.arrow} data-direction={direction} aria-hidden="true">
          {direction === 'in' ? '→' : '←'}
        </span>
        {title}
        <span className="dim">{t(`messages.direction.${direction}`)}</span>
        {after !== undefined && <span>{t(`messages.pair.after.${name}`, { after })}</span>}
        <span className={`mono dim ${classes.end}`}>{times.clock(at)}</span>
        {isShown ? (
          <span className="dim">{t('messages.pair.number', { number })}</span>
        ) : (
          <button type="button" className={classes.jump} onClick={() => onGo(seq)}>
            {t('messages.pair.number', { number })}
          </button>
        )}
      </h3>
      <RecordContent record={record} />
    </section>
  );
}

interface NoAnswerProps {
  call: TraceRecord;
  exchange: Result<'record.exchange'>;
  onGo: (seq: number) => void;
}

/** Why a call has no answer: it is still waited for, or the connection ended before. */
function NoAnswer({ call, exchange: { ended, isOpen }, onGo }: NoAnswerProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const now = useNow();
  if (ended !== undefined) {
    const after = times.span(ended.at - call.at);
    return (
      <div className={classes.noAnswer}>
        <p>{t(ended.kind === 'connect' ? 'messages.pair.replaced' : 'messages.pair.ended', { after })}</p>
        <Button size="compact-xs" onClick={() => onGo(ended.seq)}>
          {t('messages.pair.number', { number: formats.count(ended.seq) })}
        </Button>
      </div>
    );
  }
  const waited = times.span(now - call.at);
  return (
    <p className={classes.noAnswer}>
      {isOpen ? t('messages.pair.waiting', { waited }) : t('messages.pair.none.call')}
    </p>
  );
}
