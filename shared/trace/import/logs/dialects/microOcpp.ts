import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LineHead, LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';

/** A serial monitor's time of the day, and the mark of the library. */
const MARK = String.raw`(?:\d\d:\d\d:\d\d[.,]\d{3} -?> )?\[MO\] `;
const OWN = new RegExp(`^${MARK}`);
const TRAFFIC = new RegExp(String.raw`^${MARK}(Send|Recv): (?=\[)`);
const GLUED = new RegExp(`${MARK}(?:Send|Recv|info|warning|error|debug|verbose)\\b`, 'g');
const CONNECTED = /\b(?:url|URL|backend|connect\w*)\b:? .*?\/([^/\s]+)\s*$/;
const LINES = /\[MO\] (?:Send: \[|Recv: |info \(|warning \(|error \()/g;

/**
 * MicroOcpp, a library inside of stations: `[MO] Send: FRAME`. The monitor's time of the day is left out: it lacks the date and
 * stands beside few frames.
 */
export const microOcpp: TextFormat = {
  id: 'microocpp',
  name: 'MicroOcpp serial output',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, microOcppDialect()),
};

function microOcppDialect(): LogDialect {
  let stationId: string | undefined;
  return {
    head(line): LineHead | undefined {
      if (!OWN.test(line)) return undefined;
      const traffic = TRAFFIC.exec(line);
      if (traffic !== null) {
        return {
          ...(stationId === undefined ? {} : { stationId }),
          word: traffic[1] === 'Send' ? 'sent' : 'received',
          frameAt: traffic[0].length,
        };
      }
      stationId = CONNECTED.exec(line)?.[1] ?? stationId;
      return { ...(stationId === undefined ? {} : { stationId }), isProse: true };
    },
    glued(line) {
      if (!line.includes('[MO] ', 1)) return [];
      return [...line.matchAll(GLUED)].map(({ index }) => index).filter((index) => index > 0);
    },
  };
}
