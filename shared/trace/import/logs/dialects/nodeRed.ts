import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const BODY = /\s+node: (.*?)\s{2,}type: (\w+)\s+(?:data: (?=\[))?/y;
const LINES = /^\s*\d.{8,30}\s+node: .{1,200}?\s+type: \w+\s+data: /gm;

/**
 * node-red-contrib-ocpp: `10/1/2026, 4:25:10 PM    node: NAME     type: request   data: FRAME`. It names no station. Only
 * `received` tells a direction: requests and responses go both ways.
 */
export const nodeRed: TextFormat = {
  id: 'node-red',
  name: 'Node-RED OCPP log',
  writer: 'central-system',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, nodeRedDialect),
};

const nodeRedDialect: LogDialect = {
  head(line) {
    const found = timeAt(line, Math.max(0, line.search(/\S/)));
    if (found === undefined) return undefined;
    BODY.lastIndex = found.end;
    const match = BODY.exec(line);
    if (match === null) return undefined;
    const { time } = found;
    if (line.charCodeAt(BODY.lastIndex) !== 91) return { time, isProse: true };
    return {
      time,
      ...(match[2] === 'received' ? { word: 'received' } : {}),
      frameAt: BODY.lastIndex,
    };
  },
};
