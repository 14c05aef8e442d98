import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LineHead, LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const AREA = /\[[\w-]+ *\] (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) (?=\d{4}\/)/y;
/** 2024 and later `recv`, `send`; mid-2024 `sent`; 2023 in words. */
const TRAFFIC =
  / (?:(received|sent) JSON message (?:from|to) (.{1,255}?): |(recv|send|sent) (.{1,255}?): )(?=\[)/y;
const LINES =
  /\[ocpp *\] TRACE \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?:recv|send|sent|received JSON|sent JSON|handling|sent CALL)/g;

/** Where the area of a line stands: behind what journals and docker put before it. */
const MAX_PREFIX_CHARS = 200;

/** evcc, a central system in Go: `[ocpp  ] TRACE 2026/04/19 17:20:44 recv ID: FRAME`. */
export const evcc: TextFormat = {
  id: 'evcc',
  name: 'evcc log',
  writer: 'central-system',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, evccDialect),
};

const evccDialect: LogDialect = {
  head(line) {
    const area = areaEnd(line);
    if (area === -1) return undefined;
    const found = timeAt(line, area);
    if (found === undefined) return undefined;
    TRAFFIC.lastIndex = found.end;
    const match = TRAFFIC.exec(line);
    if (match === null) return { time: found.time, isProse: true };
    const word = match[1] ?? match[3];
    return {
      time: found.time,
      stationId: match[2] ?? match[4] ?? '',
      word: word === 'recv' || word === 'received' ? 'received' : 'sent',
      frameAt: TRAFFIC.lastIndex,
    } satisfies LineHead;
  },
};

/** The place behind the level, or -1. */
function areaEnd(line: string): number {
  let at = line.indexOf('[');
  while (at !== -1 && at < MAX_PREFIX_CHARS) {
    AREA.lastIndex = at;
    if (AREA.test(line)) return AREA.lastIndex;
    at = line.indexOf('[', at + 1);
  }
  return -1;
}
