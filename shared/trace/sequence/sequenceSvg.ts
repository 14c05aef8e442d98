import type { SequenceWords } from './drawingPlace.ts';
import { drawSequence, HEAD_PX } from './drawSequence.ts';
import { durationText } from './mermaid.ts';
import type { SequenceStep } from './sequenceStep.ts';
import { svgText, xmlText } from './svgNode.ts';

const WIDTH_PX = 900;

/** Black on white: the file is looked at in a mail or printed. */
const STYLE = `text{font:12px system-ui,sans-serif;fill:#1b2430}
.time{font:11px ui-monospace,monospace;fill:#5a6675}.lifeline{stroke:#b9c2cd;stroke-dasharray:2 3}
.headBox,.stationBox{fill:#eef2f6;stroke:#8793a1}.headText,.action{font-weight:600}
.latency,.lifeText{fill:#5a6675}.star{fill:#8a5a00}
.line-call-in,.line-answer-in{stroke:#0b6e4f}.line-call-out,.line-answer-out{stroke:#1f5fbf}
.line-answer-in,.line-answer-out,.line-refusal{stroke-dasharray:6 4}.line-refusal,.line-damaged{stroke:#b3261e}
.line-damaged{stroke-dasharray:2 2}.head-in{fill:#0b6e4f}.head-out{fill:#1f5fbf}
.openHead-in,.openHead-out,.cross{fill:none;stroke-width:1.5}.openHead-in{stroke:#0b6e4f}.openHead-out{stroke:#1f5fbf}
.cross{stroke:#b3261e;stroke-width:2}.issue-error{fill:#b3261e}.issue-warning{fill:#8a5a00}.issue-info{fill:#5a6675}
.noteBox{fill:#fff7db;stroke:#c9a227}.transferBox{fill:#f3f5f7;stroke:#8793a1}
.gapBox{fill:#fff}.gapLine{stroke:#8793a1;stroke-dasharray:1 4}.gapText{fill:#5a6675;font-style:italic}
.up{fill:#0b6e4f}.down{fill:#b3261e}`;

export const ENGLISH_WORDS: SequenceWords = {
  kerbside: 'Kerbside (CSMS)',
  unknownStation: 'unknown station',
  time: (at) => {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? '' : `${date.toISOString().slice(11, 23)}Z`;
  },
  gap: (ms) => (ms < 0 ? `the time jumps back by ${durationText(-ms)}` : `${durationText(ms)} later`),
  latency: durationText,
  moreIssues: (count) => `+${count}`,
};

/** A sequence as an SVG file of its own, with its style inside. */
export function sequenceSvg(steps: readonly SequenceStep[], title: string): string {
  const drawing = drawSequence(steps, { width: WIDTH_PX, words: ENGLISH_WORDS });
  const { width, height } = drawing;
  const full = height + HEAD_PX;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${full}" viewBox="0 0 ${width} ${full}">`,
    `<title>${xmlText(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...drawing.head.map(svgText),
    `<g transform="translate(0 ${HEAD_PX})">`,
    ...drawing.rows.map(svgText),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
