import type { TextFormat } from '../../found.ts';
import { headAt } from '../frameHead.ts';
import { LogReader } from '../logReader.ts';

/** Any text: the last resort, so anything that is sure of itself comes before it. */
const SCORE_WITH_FRAMES = 0.2;
const SCORE_OF_TEXT = 0.05;

/** Any text in which frames stand. Time, station, direction and version are taken from the line around a frame. */
export const universal: TextFormat = {
  id: 'any-text',
  name: 'Text with OCPP messages',
  writer: 'unknown',
  score(sample) {
    for (let at = sample.indexOf('['); at !== -1; at = sample.indexOf('[', at + 1)) {
      if (headAt(sample, at) >= 0) return SCORE_WITH_FRAMES;
    }
    return sample.trim() === '' ? 0 : SCORE_OF_TEXT;
  },
  open: (emit) => new LogReader(emit, { head: () => undefined }, { hasRepeats: true }),
};
