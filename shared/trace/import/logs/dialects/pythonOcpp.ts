import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import { headAt } from '../frameHead.ts';
import type { LineHead, LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeOfLine } from '../prefix/universalHead.ts';
import { shownByWebsockets } from './websocketsDebug.ts';

/** The logger of the library, then maybe the level; then the id, which may be empty, and the words. */
const TRAFFIC =
  /(?:^|[[\s:])ocpp\]?[\s:|-]+(?:(?:DEBUG|INFO)[\s:|-]+)?([^\n]{0,255}?):\s(receive message|send)\s(?=\[)/;
/** How far from its start a line has its words. */
const MAX_PREFIX_CHARS = 600;

const HOME_ASSISTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d+)? [A-Z]+ \([^)]*\) \[[\w.]+\] /;
const HOME_ASSISTANT_LINES =
  /^.{0,120}?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d+)? [A-Z]+ \([^)\n]*\) \[(?:ocpp|custom_components\.ocpp|websockets\.\w+)\] /gm;
const DEFAULT = /^(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]+:/;
const DEFAULT_LINES =
  /^.{0,120}?(?:INFO|DEBUG|ERROR)[:\s].{0,20}?\bocpp[:\s].{0,255}?(?:receive message|send) \[/gm;
const WEBSOCKETS_LINES = /^.{0,160}?websockets\.\w+\b.{0,40}?[<>] TEXT '\[/gm;

/** Home Assistant's integration, a central system on the Python library: `DATE INFO (MainThread) [ocpp] ID: send FRAME`. */
export const homeAssistant: TextFormat = {
  id: 'home-assistant',
  name: 'Home Assistant log',
  writer: 'central-system',
  score: (sample) => scoreOfLines(sample, HOME_ASSISTANT_LINES),
  open: (emit) => new LogReader(emit, pythonDialect),
};

/** The Python library `ocpp` with its logging as it comes, or with a date: `INFO:ocpp:ID: receive message FRAME`. Either side. */
export const pythonOcpp: TextFormat = {
  id: 'python-ocpp',
  name: 'Log of the Python library ocpp',
  writer: 'unknown',
  score(sample) {
    if (scoreOfLines(sample, HOME_ASSISTANT_LINES) > 0) return 0;
    return Math.max(scoreOfLines(sample, DEFAULT_LINES), scoreOfLines(sample, WEBSOCKETS_LINES) - 0.1);
  },
  open: (emit) => new LogReader(emit, pythonDialect),
};

const pythonDialect: LogDialect = {
  head(line) {
    const near = line.length > MAX_PREFIX_CHARS ? line.slice(0, MAX_PREFIX_CHARS) : line;
    const match = TRAFFIC.exec(near);
    if (match !== null) return traffic(line, match);
    const shown = shownByWebsockets(line);
    if (shown !== undefined) return { ...timed(line), ...shown };
    const isOwn = HOME_ASSISTANT.test(near) || DEFAULT.test(near);
    return isOwn && !hasBareFrame(line) ? { ...timed(line), isProse: true } : undefined;
  },
};

function traffic(line: string, match: RegExpExecArray): LineHead {
  const stationId = match[1]?.trim() ?? '';
  return {
    ...timed(line),
    ...(stationId === '' ? {} : { stationId }),
    word: match[2] === 'send' ? 'sent' : 'received',
    frameAt: match.index + match[0].length,
  };
}

function timed(line: string): Pick<LineHead, 'time'> {
  const time = timeOfLine(line);
  return time === undefined ? {} : { time };
}

/** A line of another logger that shows a frame without quotes around it; the library quotes what it could not parse. */
function hasBareFrame(line: string): boolean {
  if (line.includes('Unable to parse message')) return false;
  const at = line.indexOf('[2');
  return at !== -1 && headAt(line, at) >= 0;
}
