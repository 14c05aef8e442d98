import { assertNever } from '../../assertNever.ts';
import {
  lifelineX,
  timeText,
  type DrawnRow,
  type Lifeline,
  type Place,
  type SequenceWords,
} from './drawingPlace.ts';
import { drawMessage } from './drawMessage.ts';
import type { GapStep, LifeStep, SequenceStep, TextStep } from './sequenceStep.ts';
import { stationsOf } from './sequenceSteps.ts';
import type { SvgNode } from './svgNode.ts';
import { fitted, textPx, wrapped } from './textFit.ts';

/** Sizes in CSS pixels. `head` names the lifelines, `rows` are the steps below it, from y = 0 on. */
export interface SequenceDrawing {
  width: number;
  height: number;
  lifelines: readonly Lifeline[];
  head: SvgNode[];
  rows: SvgNode[];
}

export interface SequenceSpace {
  /** The drawing is as wide as that, or wider where the lifelines need it. */
  width: number;
  words: SequenceWords;
}

export const HEAD_PX = 36;
/** Between lifelines; less leaves no room for words. */
const LEAST_GAP_PX = 210;
/** A screen as narrow as a phone: the times stand closer, the edges too. */
const NARROW_PX = 560;
const LINE_PX = 16;
const NOTE_LINES = 6;

/** Draws steps from top to bottom: a lifeline for each station, and Kerbside's at the right. */
export function drawSequence(
  steps: readonly SequenceStep[],
  { width, words }: SequenceSpace,
): SequenceDrawing {
  const lifelines = placeLifelines(steps, width, words);
  const last = lifelines.at(-1)?.x ?? 0;
  const full = Math.max(width, last + edgePx(width));
  const rows: SvgNode[] = [];
  let y = 8;
  for (const step of steps) {
    const row = drawStep(step, { y, lifelines, words });
    rows.push(row.node);
    y += row.height;
  }
  const height = y + 16;
  const lines = lifelines.map(({ x }) => vertical('lifeline', x, 0, height));
  return { width: full, height, lifelines, head: lifelines.map(headOf), rows: [...lines, ...rows] };
}

function drawStep(step: SequenceStep, place: Place): DrawnRow {
  switch (step.type) {
    case 'message':
      return drawMessage(step, place);
    case 'life':
      return drawLife(step, place);
    case 'note':
    case 'transfer':
      return drawText(step, place);
    case 'gap':
      return drawGap(step, place);
    default:
      return assertNever(step);
  }
}

function edgePx(width: number): number {
  return width < NARROW_PX ? 66 : 110;
}

/** The first lifeline leaves room for the times. */
function placeLifelines(steps: readonly SequenceStep[], width: number, words: SequenceWords): Lifeline[] {
  const hasUnknown = steps.some((step) => step.type === 'message' && step.stationId === '');
  const stations = [...stationsOf(steps), ...(hasUnknown ? [''] : [])];
  const left = width < NARROW_PX ? 84 : 190;
  const count = Math.max(1, stations.length);
  const gap = Math.max(LEAST_GAP_PX, (width - left - edgePx(width)) / count);
  const lines: Lifeline[] = stations.map((stationId, index) => ({
    stationId,
    label: stationId === '' ? words.unknownStation : stationId,
    x: Math.round(left + index * gap),
  }));
  return [...lines, { label: words.kerbside, x: Math.round(left + count * gap) }];
}

function headOf({ label, x, stationId }: Lifeline): SvgNode {
  const wide = stationId === undefined ? 124 : 150;
  return {
    tag: 'g',
    children: [
      {
        tag: 'rect',
        part: stationId === undefined ? 'headBox' : 'stationBox',
        attributes: { x: x - wide / 2, y: 5, width: wide, height: HEAD_PX - 10, rx: 4 },
      },
      {
        tag: 'text',
        part: 'headText',
        attributes: { x, y: HEAD_PX / 2 + 4, 'text-anchor': 'middle' },
        children: [{ tag: 'title', children: [label] }, fitted(label, wide - 10)],
      },
    ],
  };
}

function vertical(part: string, x: number, from: number, to: number): SvgNode {
  return { tag: 'line', part, attributes: { x1: x, x2: x, y1: from, y2: to } };
}

function drawLife({ seq, at, stationId, isUp, words }: LifeStep, place: Place): DrawnRow {
  const { y, lifelines } = place;
  const x = lifelineX(lifelines, stationId);
  const room = lifelineX(lifelines, undefined) - x - 24;
  const sign = isUp ? `M${x - 6} ${y + 18}l6 -9l6 9z` : `M${x - 6} ${y + 9}l6 9l6 -9z`;
  const node: SvgNode = {
    tag: 'g',
    seq,
    children: [
      timeText(at, y + 18, place),
      { tag: 'path', part: isUp ? 'up' : 'down', attributes: { d: sign } },
      {
        tag: 'text',
        part: 'lifeText',
        attributes: { x: x + 12, y: y + 18 },
        children: [{ tag: 'title', children: [words] }, fitted(words, room)],
      },
    ],
  };
  return { node, height: 30 };
}

/** A box over the lifelines of its station, or over all. */
function drawText({ seq, at, stationId, words, type }: TextStep, place: Place): DrawnRow {
  const { y, lifelines } = place;
  const first = stationId === '' ? (lifelines[0]?.x ?? 0) : lifelineX(lifelines, stationId);
  const from = first + 14;
  const width = Math.max(120, lifelineX(lifelines, undefined) - from - 14);
  const lines = wrapped(words, width - 34, NOTE_LINES);
  const height = lines.length * LINE_PX + 10;
  const node: SvgNode = {
    tag: 'g',
    seq,
    children: [
      timeText(at, y + 19, place),
      {
        tag: 'rect',
        part: type === 'note' ? 'noteBox' : 'transferBox',
        attributes: { x: from, y: y + 3, width, height, rx: 3 },
      },
      {
        tag: 'text',
        part: 'noteSign',
        attributes: { x: from + 8, y: y + 19 },
        children: [type === 'note' ? '✎' : '⇅'],
      },
      ...lines.map((line, index): SvgNode => ({
        tag: 'text',
        part: 'noteText',
        attributes: { x: from + 26, y: y + 19 + index * LINE_PX },
        children: [line],
      })),
    ],
  };
  return { node, height: height + 10 };
}

function drawGap({ durationMs }: GapStep, { y, lifelines, words }: Place): DrawnRow {
  const from = (lifelines[0]?.x ?? 0) - 20;
  const to = lifelineX(lifelines, undefined) + 20;
  const middle = (from + to) / 2;
  const text = words.gap(durationMs);
  const half = Math.min((to - from) / 2, textPx(text) / 2 + 12);
  const node: SvgNode = {
    tag: 'g',
    children: [
      { tag: 'rect', part: 'gapBox', attributes: { x: from, y: y + 6, width: to - from, height: 22 } },
      { tag: 'line', part: 'gapLine', attributes: { x1: from, x2: middle - half, y1: y + 17, y2: y + 17 } },
      { tag: 'line', part: 'gapLine', attributes: { x1: middle + half, x2: to, y1: y + 17, y2: y + 17 } },
      {
        tag: 'text',
        part: 'gapText',
        attributes: { x: middle, y: y + 21, 'text-anchor': 'middle' },
        children: [text],
      },
    ],
  };
  return { node, height: 36 };
}
