import { assertNever } from '../../../../shared/assertNever.ts';
import { isAnswer, isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import type { TimeFormats } from '../../../ui/timeFormats.ts';
import {
  actionTerm,
  directionTerm,
  issueTerm,
  termAttributes,
  type TermAttributes,
} from '../filter/cellTerms.ts';
import { noteWords, rowLook } from '../notes/noteWords.ts';
import { rowTag, type RowTagWords } from './rowTagWords.ts';
import type { Translate } from '../../../ui/translate.ts';
import { callState, isThirdLeg, splitSummary, type CallState } from './rowStatus.ts';
import { beginsDay, shownTime, type TimeMode } from './timeMode.ts';

/** How the list draws rows at present: the same for all of them. */
export interface RowSurroundings {
  timeMode: TimeMode;
  /** Where the time of the mode begins. */
  zeroAt: number | undefined;
  /** Epoch ms, by the second. */
  now: number;
  t: Translate;
  formats: TimeFormats;
}

/** What is the case for one row only. */
export interface RowPlace {
  /** In the view, from 0. */
  index: number;
  /** When the row above was. */
  previousAt: number | undefined;
  isSelected: boolean;
  /** One of several that something is to be done with. */
  isChosen: boolean;
  /** The other half of what is selected. */
  isPair: boolean;
}

/** What stands in the cells of a row. An attribute that is undefined is not there. */
export interface RowModel {
  attributes: Readonly<Record<string, string | undefined>>;
  time: string;
  /** For who points at the time. */
  timeTitle: () => string;
  delta: string;
  station: Cell;
  arrow: Cell & { word: string; direction: 'in' | 'out' };
  action: Cell & { unseen: string; isMarked: boolean; hasNotes: boolean };
  summary: string;
  /** The date, where a day begins. */
  day: string | undefined;
  latency: string;
  state: CallState | undefined;
  tag: RowTagWords | undefined;
  tagTerm: TermAttributes;
}

interface Cell {
  text: string;
  title: string | undefined;
  term: TermAttributes;
}

/** The same notification as just before, or the very same message again: it steps back in the list. */
function isDoubled({ issues }: TraceRow): boolean {
  return issues.some(({ code }) => code === 'notification-doubled' || code === 'message-repeated');
}

/** The action of a call, the status of an answer, the name of anything else. */
function actionWords(row: TraceRow, t: Translate): { action: string; summary: string } {
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

function latencyWords(
  row: TraceRow,
  state: CallState | undefined,
  { now, t, formats }: RowSurroundings,
): string {
  switch (state) {
    case undefined:
      return '';
    case 'answered':
      return row.latencyMs === undefined ? '' : formats.span(row.latencyMs);
    case 'waiting':
      return '…';
    case 'slow':
      return `… ${formats.span(now - row.at)}`;
    case 'unanswered':
      return t('messages.row.noAnswer');
    default:
      return assertNever(state);
  }
}

const flag = (isSet: boolean): string | undefined => (isSet ? 'true' : undefined);

function attributesOf(row: TraceRow, place: RowPlace, isFirstOfDay: boolean): RowModel['attributes'] {
  const { index, isSelected, isChosen, isPair } = place;
  return {
    'aria-rowindex': String(index + 1),
    'aria-selected': String(isSelected || isChosen),
    'data-index': String(index),
    'data-current': flag(isSelected),
    'data-chosen': flag(isChosen),
    'data-kind': rowLook(row),
    'data-corrected': flag(row.correctedBySeq !== undefined),
    'data-leg': isThirdLeg(row) ? '3' : undefined,
    'data-pair': flag(isPair),
    'data-doubled': flag(isDoubled(row)),
    'data-day': flag(isFirstOfDay),
  };
}

export function rowModel(row: TraceRow, place: RowPlace, around: RowSurroundings): RowModel {
  const { timeMode, zeroAt, now, t, formats } = around;
  const { index, previousAt } = place;
  const { at } = row;
  const state = row.kind === 'call' ? callState(row, now) : undefined;
  const { action, summary } = actionWords(row, t);
  const word = t(`messages.direction.${row.direction}`);
  const isFirstOfDay = beginsDay({ mode: timeMode, at, previousAt }, index, now);
  return {
    attributes: attributesOf(row, place, isFirstOfDay),
    time: shownTime({ mode: timeMode, at, zeroAt, previousAt }, formats),
    timeTitle: () => t('messages.row.times', { local: formats.local(at), utc: formats.utc(at) }),
    delta: timeMode === 'delta' || previousAt === undefined ? '' : formats.offset(at - previousAt),
    station: { text: row.stationId, title: row.stationId, term: termAttributes('station', row.stationId) },
    arrow: {
      text: isFrame(row.kind) ? (row.direction === 'in' ? '→' : '←') : '',
      title: word,
      word: isFrame(row.kind) ? word : '',
      direction: row.direction,
      term: directionTerm(row),
    },
    action: {
      text: action,
      title: row.action,
      unseen: isAnswer(row.kind) ? (row.action ?? '') : '',
      isMarked: row.isMarked === true,
      hasNotes: row.hasNotes === true,
      term: actionTerm(row),
    },
    summary,
    day: isFirstOfDay ? (timeMode === 'utc' ? formats.utcDay(at) : formats.day(at)) : undefined,
    latency: latencyWords(row, state, around),
    state,
    tag: rowTag(row, state, t),
    tagTerm: issueTerm(row),
  };
}
