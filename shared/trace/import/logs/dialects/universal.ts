import type { TextFormat } from '../../found.ts';
import { headAt } from '../frameHead.ts';
import type { LineHead } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeOfLine } from '../prefix/universalHead.ts';
import { shownByWebsockets } from './websocketsDebug.ts';

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
  open: (emit) => new LogReader(emit, { head: websocketsHead, isAnyText: true }, { hasRepeats: true }),
};

/** The one logger that repeats what others say, whoever they are. */
function websocketsHead(line: string): LineHead | undefined {
  if (!line.includes('websockets.')) return undefined;
  const shown = shownByWebsockets(line);
  const time = shown === undefined ? undefined : timeOfLine(line);
  return time === undefined ? shown : { time, ...shown };
}
