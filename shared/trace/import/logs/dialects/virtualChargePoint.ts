import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const BODY = /\s+\w+:\s+(?:(Sending message|Responding with|Receive message)\s*(?:➡️?|⬅️?)?\s*(?=\[))?/uy;
const LINES = /(?:Sending message|Responding with|Receive message) (?:➡|⬅)/g;

/** ocpp-virtual-charge-point: `DATE info: Sending message ➡️  FRAME`; the id and the version stand in an object printed first. */
export const virtualChargePoint: TextFormat = {
  id: 'virtual-charge-point',
  name: 'Virtual charge point log',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, virtualChargePointDialect),
};

const virtualChargePointDialect: LogDialect = {
  head(line) {
    const found = timeAt(line, 0);
    if (found === undefined) return undefined;
    BODY.lastIndex = found.end;
    const body = BODY.exec(line);
    if (body === null) return undefined;
    const { time } = found;
    if (body[1] === undefined) return { time };
    return { time, word: body[1] === 'Receive message' ? 'received' : 'sent', frameAt: BODY.lastIndex };
  },
};
