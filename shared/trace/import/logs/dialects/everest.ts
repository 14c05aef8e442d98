import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';
import { consoleHead } from './libocpp.ts';

const PROCESS = /(?:\s+[\w.-]+)?\s+[\w-]+\[\d+\]:\s?/y;
const MODULE = /\[(?:TRAC|VERB|DEBG|DEBUG|INFO|WARN|ERRO|ERROR|CRIT)[A-Z]*\]\s+[\w.-]+(?::\w+)?\s*::/;
const LINES = /\[(?:TRAC|VERB|DEBG|DEBUG|INFO|WARN|ERRO|ERROR|CRIT)[A-Z]*\]\s+[\w.-]+(?::\w+)?\s*:: /g;

const ABOUT_NONE =
  'No OCPP message stands in this file: the console of EVerest tells of them in words. The messages themselves are in libocpp’s message log.';

/** EVerest's console: `DATE host manager[1]: [INFO] ocpp:OCPP201 :: text`. JSON over several lines is EVerest's own, no OCPP. */
export const everest: TextFormat = {
  id: 'everest',
  name: 'EVerest console',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, everestDialect, { aboutNone: ABOUT_NONE }),
};

const everestDialect: LogDialect = {
  head(line) {
    const found = timeAt(line, 0);
    if (found === undefined) return undefined;
    const { time } = found;
    const frame = consoleHead(line);
    if (frame !== undefined) return { ...frame, time };
    if (MODULE.test(line)) return { time };
    PROCESS.lastIndex = found.end;
    return PROCESS.test(line) ? { time, goesOn: true } : undefined;
  },
};
