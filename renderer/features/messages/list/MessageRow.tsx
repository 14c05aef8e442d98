import type { TFunction } from 'i18next';
import { memo, type JSX } from 'react';
import { assertNever } from '../../../../shared/assertNever.ts';
import { isAnswer, isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import type { TimeFormats } from '../../../ui/timeFormats.ts';
import { actionTerm, directionTerm, issueTerm, termAttributes } from '../filter/cellTerms.ts';
import type { TimeMode } from '../filter/messageFilter.ts';
import classes from './MessageRow.module.css';
import { RowTag } from './RowTag.tsx';
import { callState, splitSummary, type CallState } from './rowStatus.ts';

export interface MessageRowProps {
  row: TraceRow;
  /** In the view, from 0. */
  index: number;
  domId: string;
  isSelected: boolean;
  /** The other half of what is selected. */
  isPair: boolean;
  timeMode: TimeMode;
  /** The first record of the view, and the one above this row. */
  firstAt: number | undefined;
  previousAt: number | undefined;
  /** Only for calls without an answer: others would be drawn again each second for nothing. */
  now: number | undefined;
  hasStation: boolean;
  /** From the list: hundreds of rows a second come by, and these are costly to get. */
  t: TFunction;
  formats: TimeFormats;
}

function shownTime(props: MessageRowProps): string {
  const { row, timeMode, firstAt, previousAt, formats } = props;
  switch (timeMode) {
    case 'absolute':
      return formats.clock(row.at);
    case 'relative':
      return firstAt === undefined ? '' : formats.offset(row.at - firstAt);
    case 'delta':
      return previousAt === undefined ? '' : formats.offset(row.at - previousAt);
    default:
      return assertNever(timeMode);
  }
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
  if (isAnswer(row.kind)) {
    const { status, rest } = splitSummary(row);
    const name = status === '' ? t(`messages.row.answer.${row.kind}`) : status;
    return { action: `↳ ${name}`, summary: rest };
  }
  if (row.kind === 'call' || row.kind === 'send') return { action: row.action ?? '', summary: row.summary };
  return { action: t(`messages.kinds.${row.kind}`), summary: row.summary };
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps): JSX.Element {
  const { row, index, domId, isSelected, isPair, now, hasStation, timeMode, previousAt, t, formats } = props;
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
      aria-selected={isSelected}
      className={classes.row}
      data-kind={isFrame(row.kind) ? (isAnswer(row.kind) ? 'answer' : 'frame') : 'mark'}
      data-pair={isPair || undefined}
      data-doubled={isDoubled(row) || undefined}
      data-index={index}
    >
      <span role="gridcell" className={`mono ${classes.time}`} title={formats.local(row.at)}>
        {shownTime(props)}
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
        {isAnswer(row.kind) && row.action !== undefined && <span className="unseen">{row.action}</span>}
        {action}
      </span>
      <span role="gridcell" className={classes.summary} title={summary}>
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
