import type { TextFormat } from '../../found.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';

const FRAME = /^\s*\[\s*[2-6]\s*,\s*(?:"|\d{1,20}\s*,\s*")/;
const LINES = /^[^\S\n]*\[\s*[2-6]\s*,\s*(?:"|\d{1,20}\s*,\s*["{])/gm;

/** Frames and nothing else, one per line. Nothing tells times, stations or directions. */
export const bareFrames: TextFormat = {
  id: 'jsonl-frames',
  name: 'OCPP messages, one per line',
  writer: 'unknown',
  score(sample) {
    const own = sample.match(LINES)?.length ?? 0;
    const all = sample.match(/\S[^\n]*/g)?.length ?? 1;
    return own / all >= 0.8 ? 0.9 : 0;
  },
  open: (emit) => new LogReader(emit, bareDialect),
};

const bareDialect: LogDialect = {
  head(line) {
    const match = FRAME.exec(line);
    return match === null ? undefined : { frameAt: line.indexOf('[') };
  },
};
