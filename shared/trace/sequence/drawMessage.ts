import { lifelineX, timeText, type DrawnRow, type Place } from './drawingPlace.ts';
import type { MessageStep } from './sequenceStep.ts';
import type { SvgNode } from './svgNode.ts';
import { fitted, textPx } from './textFit.ts';

const ISSUE_SIGNS = { error: '✕', warning: '⚠', info: 'ℹ' } as const;
/** From the top of the row to its words, to its arrow, and to the words of an issue. */
const WORDS_Y = 15;
const ARROW_Y = 24;
const ISSUE_Y = 40;
/** Less room than that is not worth cut words. */
const MIN_WORDS_PX = 40;

/** An arrow with its words above and what is wrong with it below. */
export function drawMessage(step: MessageStep, place: Place): DrawnRow {
  const { y, lifelines } = place;
  const station = lifelineX(lifelines, step.stationId);
  const kerbside = lifelineX(lifelines, undefined);
  const [from, to] = step.direction === 'in' ? [station, kerbside] : [kerbside, station];
  const span: Span = { middle: (from + to) / 2, room: Math.abs(to - from) - 20 };
  const arrowY = y + ARROW_Y;
  const node: SvgNode = {
    tag: 'g',
    seq: step.seq,
    children: [
      timeText(step.at, arrowY + 4, place),
      label(step, span, place),
      {
        tag: 'line',
        part: linePart(step),
        attributes: { x1: from, x2: tip(from, to), y1: arrowY, y2: arrowY },
      },
      ...head(step, from, to, arrowY),
      ...issueText(step, span, place),
    ],
  };
  return { node, height: step.issue === undefined ? 38 : 54 };
}

/** Where the words of an arrow stand. */
interface Span {
  middle: number;
  room: number;
}

/** The action stands out; what does not fit is in the title. */
function label(step: MessageStep, { middle, room }: Span, { y, words }: Place): SvgNode {
  const { title, latencyMs, isMarked } = step;
  const latency = latencyMs === undefined ? '' : ` · ${words.latency(latencyMs)}`;
  const star = isMarked ? '★ ' : '';
  const name = fitted(title, room - textPx(star));
  const left = room - textPx(`${star}${name}${latency} `);
  const about = left < MIN_WORDS_PX ? '' : fitted(step.words, left);
  const whole = [title, step.words].filter((part) => part !== '').join(': ') + latency;
  const parts = [
    { part: 'star', text: star },
    { part: 'action', text: name },
    { part: 'words', text: name === '' || about === '' ? about : ` ${about}` },
    { part: 'latency', text: latency },
  ].filter(({ text }) => text !== '');
  return {
    tag: 'text',
    part: 'label',
    attributes: { x: middle, y: y + WORDS_Y, 'text-anchor': 'middle' },
    children: [
      { tag: 'title', children: [whole] },
      ...parts.map(({ part, text }): SvgNode => ({ tag: 'tspan', part, children: [text] })),
    ],
  };
}

function issueText({ issue }: MessageStep, { middle, room }: Span, { y, words }: Place): SvgNode[] {
  if (issue === undefined) return [];
  const { severity, message } = issue.issue;
  const more = issue.count > 1 ? ` ${words.moreIssues(issue.count - 1)}` : '';
  const said = `${ISSUE_SIGNS[severity]} ${message}`;
  return [
    {
      tag: 'text',
      part: `issue-${severity}`,
      attributes: { x: middle, y: y + ISSUE_Y, 'text-anchor': 'middle' },
      children: [{ tag: 'title', children: [said + more] }, fitted(said, room - textPx(more)) + more],
    },
  ];
}

/** Answers are dashed; what was refused or damaged has a form of its own, not only a colour. */
function linePart({ form, direction }: MessageStep): string {
  if (form === 'refusal') return 'line-refusal';
  if (form === 'damaged') return 'line-damaged';
  return `line-${form === 'answer' ? 'answer' : 'call'}-${direction}`;
}

/** The line ends where the head begins. */
function tip(from: number, to: number): number {
  return to > from ? to - 3 : to + 3;
}

function head({ form, direction }: MessageStep, from: number, to: number, y: number): SvgNode[] {
  const back = to > from ? -1 : 1;
  const at = to + back;
  if (form === 'refusal' || form === 'damaged') {
    const cross = `M${at + 10 * back} ${y - 5}l${-10 * back} 10m0 -10l${10 * back} 10`;
    return [{ tag: 'path', part: 'cross', attributes: { d: cross } }];
  }
  const open = `M${at + 9 * back} ${y - 5}L${at} ${y}L${at + 9 * back} ${y + 5}`;
  const isFilled = form === 'call' || form === 'serial';
  const part = `${isFilled ? 'head' : 'openHead'}-${direction}`;
  return [{ tag: 'path', part, attributes: { d: isFilled ? `${open}z` : open } }];
}
