import type { TextFormat } from '../found.ts';
import { LineSplitter } from '../lineSplitter.ts';
import { damagedText } from './damagedText.ts';
import { sampleLines } from './sampleLines.ts';

const FRAME_START = /^\s*\uFEFF?\[\s*"?[2-6]"?\s*,/;

/** A frame on each line and nothing else. */
export const bareFramesFormat: TextFormat = {
  id: 'jsonl-frames',
  name: 'One frame per line',
  writer: 'unknown',
  score(sample) {
    const lines = sampleLines(sample);
    return lines.length === 0
      ? 0
      : (0.95 * lines.filter((line) => FRAME_START.test(line)).length) / lines.length;
  },
  open(emit) {
    const lines = new LineSplitter((text, line) => {
      if (text.trim() === '') return;
      if (FRAME_START.test(text)) emit({ type: 'frame', line, raw: text });
      else damagedText(text, line).forEach(emit);
    });
    return { text: (piece) => lines.text(piece), end: () => lines.end() };
  },
};
