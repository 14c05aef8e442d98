import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

/** A spreadsheet makes a tab of every space. */
const LEVEL = /^\[(?:TRACE|DEBUG|INFO|WARN|ERROR)\s*\]\s+(?=\d{4}-)/;
/** Class, in newer releases the thread, and where it is about one station, its id: ids may hold slashes. */
const BODY = /\s+[\w.$]+(?:\s+\([^)]*\))?\s+-\s+(?:\[chargeBoxId=([^,\]]*),\s*sessionId=[^\]]*\]\s*)?/y;
const TRAFFIC = /(Received|Sending):\s*(?=\[)/y;
const LINES = /^\[(?:TRACE|DEBUG|INFO|WARN|ERROR)\s*\]\s+\d{4}-.{0,30}\sde\.rwth\.idsg\.steve\./gm;

/** SteVe, a central system in Java: `[INFO ] DATE TIME …WebSocketLogger (thread) - [chargeBoxId=ID, sessionId=…] Received: FRAME`. */
export const steve: TextFormat = {
  id: 'steve',
  name: 'SteVe log',
  writer: 'central-system',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, steveDialect, { hasRepeats: true }),
};

const steveDialect: LogDialect = {
  head(line) {
    const level = LEVEL.exec(line);
    const found = level === null ? undefined : timeAt(line, level[0].length);
    if (found === undefined) return undefined;
    const { time } = found;
    BODY.lastIndex = found.end;
    const body = BODY.exec(line);
    if (body === null) return { time, isProse: true };
    const [, stationId] = body;
    const said = stationId === undefined ? { time } : { time, stationId };
    TRAFFIC.lastIndex = BODY.lastIndex;
    const traffic = TRAFFIC.exec(line);
    if (traffic === null) return { ...said, isProse: true };
    return { ...said, word: traffic[1] === 'Received' ? 'received' : 'sent', frameAt: TRAFFIC.lastIndex };
  },
};
