import type { TFunction } from 'i18next';
import { memo, type JSX } from 'react';
import { assertNever } from '../../../../shared/assertNever.ts';
import { isAnswer, isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import type { TimeFormats } from '../../../ui/timeFormats.ts';
import { actionTerm, directionTerm, issueTerm, termAttributes } from '../filter/cellTerms.ts';
import classes from './MessageRow.module.css';
import { NoteSigns } from '../notes/NoteSigns.tsx';
import { noteWords, rowLook } from '../notes/noteWords.ts';
import { RowTag } from './RowTag.tsx';
import { shownTime, type TimeMode } from './timeMode.ts';
import { callState, isThirdLeg, splitSummary, type CallState } from './rowStatus.ts';

export interface MessageRowProps {
  row: TraceRow;
  /** In the view, from 0. */
  index: number;
  domId: string;
  isSelected: boolean;
  /** One of several that something is to be done with. */
  isChosen: boolean;
  /** The other half of what is selected. */
  isPair: boolean;
  timeMode: TimeMode;
  /** Where the time of the mode begins, and when the row above was. */
  zeroAt: number | undefined;
  previousAt: number | undefined;
  isFirstOfDay: boolean;
  /** Only for calls without an answer: others would be drawn again each second for nothing. */
  now: number | undefined;
  hasStation: boolean;
  /** From the list: hundreds of rows a second come by, and these are costly to get. */
  t: TFunction;
  formats: TimeFormats;
}

function latencyWords({ row, now, t, formats }: MessageRowProps, state: CallState | undefined): string {
  switch (state) {
    case undefined:
      return '';
    case 'answered':
      return row.latencyMs === undefined ? '' : formats.span(row.latencyMs);
    case 'waiting':
      return '…';
    case 'slow':
      return `… ${formats.span((now ?? row.at) - row.at)}`;
    case 'unanswered':
      return t('messages.row.noAnswer');
    default:
      return assertNever(state);
  }
}

/** The same notification as just before, or the very same message again: it steps back in the list. */
function isDoubled({ issues }: MessageRowProps['row']): boolean {
  return issues.some(({ code }) => code === 'notification-doubled' || code === 'message-repeated');
}

/** The action of a call, the status of an answer, the name of anything else. */
function actionWords({ row, t }: MessageRowProps): { action: string; summary: string } {
  if (row.kind === 'note') return noteWords(row, t);
  if (isThirdLeg(row)) return { action: `↳ ${t('messages.row.protest')}`, summary: row.summary };
  if (isAnswer(row.kind)) {
    const { status, rest } = splitSummary(row);
    const name = status === '' ? t(`messages.row.answer.${row.kind}`) : status;
    return { action: `↳ ${name}`, summary: rest };
  }
  if (row.kind === 'call' || row.kind === 'send') return { action: row.action ?? '', summary: row.summary };
  return { action: t(`messages.kinds.${row.kind}`), summary: row.summary };
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps): JSX.Element {
  const {
    row,
    index,
    domId,
    isSelected,
    isChosen,
    isPair,
    now,
    hasStation,
    timeMode,
    zeroAt,
    previousAt,
    t,
    formats,
  } = props;
  const state = row.kind === 'call' ? callState(row, now ?? row.at) : undefined;
  const latency = latencyWords(props, state);
  const { action, summary } = actionWords(props);
  const arrow = row.direction === 'in' ? '→' : '←';
  const wordDirection = t(`messages.direction.${row.direction}`);
  return (
    <div
      id={domId}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected || isChosen}
      data-current={isSelected || undefined}
      data-chosen={isChosen || undefined}
      className={classes.row}
      data-kind={rowLook(row)}
      data-corrected={row.correctedBySeq !== undefined || undefined}
      data-leg={isThirdLeg(row) ? 3 : undefined}
      data-pair={isPair || undefined}
      data-doubled={isDoubled(row) || undefined}
      data-index={index}
      data-day={props.isFirstOfDay || undefined}
    >
      <span
        role="gridcell"
        className={`mono ${classes.time}`}
        title={t('messages.row.times', { local: formats.local(row.at), utc: formats.utc(row.at) })}
      >
        {shownTime({ mode: timeMode, at: row.at, zeroAt, previousAt }, formats)}
      </span>
      <span role="gridcell" className={`mono ${classes.delta}`}>
        {timeMode === 'delta' || previousAt === undefined ? '' : formats.offset(row.at - previousAt)}
      </span>
      {hasStation && (
        <span
          role="gridcell"
          className={classes.station}
          title={row.stationId}
          {...termAttributes('station', row.stationId)}
        >
          {row.stationId}
        </span>
      )}
      <span
        role="gridcell"
        className={classes.arrow}
        data-direction={row.direction}
        title={wordDirection}
        {...directionTerm(row)}
      >
        {isFrame(row.kind) && (
          <>
            <span aria-hidden="true">{arrow}</span>
            <span className="unseen">{wordDirection}</span>
          </>
        )}
      </span>
      <span role="gridcell" className={classes.action} title={row.action} {...actionTerm(row)}>
        <NoteSigns row={row} t={t} />
        {isAnswer(row.kind) && row.action !== undefined && <span className="unseen">{row.action}</span>}
        {action}
      </span>
      <span role="gridcell" className={classes.summary} title={summary}>
        {props.isFirstOfDay && (
          <span className={classes.day}>
            {timeMode === 'utc' ? formats.utcDay(row.at) : formats.day(row.at)}
          </span>
        )}
        {summary}
      </span>
      <span role="gridcell" className={`mono ${classes.latency}`} data-state={state}>
        {latency}
      </span>
      <span role="gridcell" className={classes.tag} {...issueTerm(row)}>
        <RowTag row={row} state={state} t={t} />
      </span>
    </div>
  );
});
