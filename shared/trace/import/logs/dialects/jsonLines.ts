import type { TextFormat } from '../../found.ts';
import { LogReader } from '../logReader.ts';

const LINE = /^[^\S\n]*\{.*\[\s*[2-6]\s*,\s*\\?".*$/gm;

/** Below formats of records, which are lines of JSON with frames in them too. */
const MAX_SCORE = 0.7;

/** Lines that are JSON objects with a frame in one of their texts, as structured loggers write. See `jsonLineHead`. */
export const jsonLines: TextFormat = {
  id: 'json-lines',
  name: 'Log of JSON lines',
  writer: 'unknown',
  score(sample) {
    const own = sample.match(LINE)?.length ?? 0;
    const all = sample.match(/\S[^\n]*/g)?.length ?? 1;
    return own === 0 ? 0 : Math.min(MAX_SCORE, 0.3 + (0.4 * own) / all);
  },
  open: (emit) => new LogReader(emit, { head: () => undefined }, { hasRepeats: true }),
};
