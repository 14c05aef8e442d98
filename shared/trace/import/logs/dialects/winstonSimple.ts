import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const LEVEL = /^\w+: /;
const BODY = /\s+(.{1,255}?) \| ([\w.$]+): (?:(>>|<<) Command '[^']*' (?:sent|received) \w+ payload: )?/y;
const LINES = /(?:>>|<<) Command '\w*' (?:sent|received) \w+ payload: \[/g;

/** SAP's simulator of stations, winston's simple layout: `debug: 11/8/2026, 12:41:05 AM ID | Class.method: >> Command 'X' sent request payload: FRAME`. */
export const winstonSimple: TextFormat = {
  id: 'e-mobility-simulator',
  name: 'Charging stations simulator log',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, winstonDialect),
};

const winstonDialect: LogDialect = {
  head(line) {
    const level = LEVEL.exec(line);
    const found = level === null ? undefined : timeAt(line, level[0].length);
    if (found === undefined) return undefined;
    const { time } = found;
    BODY.lastIndex = found.end;
    const body = BODY.exec(line);
    if (body === null) return { time };
    const [, stationId = '', , arrows] = body;
    if (arrows === undefined || line.charCodeAt(BODY.lastIndex) !== 91) return { time, stationId };
    return { time, stationId, word: arrows === '>>' ? 'sent' : 'received', frameAt: BODY.lastIndex };
  },
};
