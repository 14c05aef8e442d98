import type { FoundTime } from '../../found.ts';
import type { LineFacts } from '../lineFacts.ts';
import { directionIn } from './direction.ts';
import { timeAt, type TimeInLine } from './lineTime.ts';
import { outerPrefix, processEnd } from './outerPrefix.ts';
import { stationIn } from './station.ts';
import { versionIn } from './version.ts';

/** How far from its start a line may tell its time. */
const TIME_CHARS = 160;
/** A time begins at most so far before the end of its clock: `Thursday, 26. November 2026 20:17:27`. */
const BEFORE_CLOCK = 40;
const CLOCK = /\d:\d\d:\d\d/g;
const EPOCH = /(?:^\W{0,2}|(?:time(?:stamp)?|ts|at|date)["']?\s*[=:]\s*["']?)(?=1\d{9})/i;
/** How much of the text before a frame is looked at for the station and the direction. */
const NEAR_CHARS = 240;

const LEVEL =
  /^[\s[(<*-]*(?:trace|debug|info|information|notice|warn|warning|error|err|fatal|critical|crit|verbose|silly|severe|fine)\s*[\]):|>\s]/i;
const TAG = /^\s*\[[A-Za-z][\w .:/@-]{0,40}\]/;

/** Whether a line begins as lines of logs do: with a time, a level or a tag in brackets. */
export function beginsLikeLog(line: string): boolean {
  const time = firstTime(line, 48);
  return (
    (time !== undefined && time.from <= 12) || LEVEL.test(line) || TAG.test(line) || outerPrefix(line).end > 0
  );
}

/** The time of a line, wherever at its start it stands: whole and with a zone rather than without. */
export function timeOfLine(line: string): FoundTime | undefined {
  return bestTime(line)?.time;
}

/** What the text before a frame says. */
export function factsBefore(text: string): LineFacts {
  const best = bestTime(text);
  const start = best === undefined ? outerPrefix(text).end : (processEnd(text, best) ?? best.end);
  const near = text.slice(Math.max(start, text.length - NEAR_CHARS));
  const stationId = stationIn(near);
  const version = versionIn(near);
  return {
    ...(best === undefined ? {} : { time: best.time }),
    ...(stationId === undefined ? {} : { stationId }),
    ...(version === undefined ? {} : { version }),
    ...directionIn(near),
  };
}

/** A later frame of a line has its own direction; time and station are the line's if it does not tell others. */
export function factsBetween(text: string, earlier: LineFacts): LineFacts {
  const { word: _, direction: __, ...line } = earlier;
  const between = factsBefore(text);
  const time = between.time?.missing === 'date' ? line.time : (between.time ?? line.time);
  return { ...line, ...between, ...(time === undefined ? {} : { time }) };
}

interface PlacedTime extends TimeInLine {
  from: number;
}

/** The first time that is whole: one without a year or date gives way to a later one that has them. */
function bestTime(line: string): PlacedTime | undefined {
  let best = firstTime(line, TIME_CHARS);
  while (best?.time.missing !== undefined) {
    const next = firstTime(line, TIME_CHARS, best.end);
    if (next === undefined || rank(next.time) < rank(best.time)) break;
    best = next;
  }
  return best;
}

function rank({ missing }: FoundTime): number {
  return missing === 'date' ? 0 : missing === 'year' ? 1 : 2;
}

/** The next time at the start of a word. All but seconds since 1970 hold a clock, and begin not far before it. */
function firstTime(line: string, within: number, from = 0): PlacedTime | undefined {
  CLOCK.lastIndex = from;
  while (CLOCK.test(line) && CLOCK.lastIndex <= within + BEFORE_CLOCK) {
    const clock = CLOCK.lastIndex;
    const found = timeBetween(line, Math.max(from, clock - BEFORE_CLOCK), Math.min(clock, within));
    if (found !== undefined) return found;
    CLOCK.lastIndex = clock;
  }
  return from === 0 ? epochIn(line) : undefined;
}

function timeBetween(line: string, from: number, end: number): PlacedTime | undefined {
  let isStart = from === 0 || !isWordCode(line.charCodeAt(from - 1));
  for (let at = from; at < end; at++) {
    const isWord = isWordCode(line.charCodeAt(at));
    if (isWord && isStart) {
      const found = timeAt(line, at);
      if (found !== undefined) return { ...found, from: at };
    }
    isStart = !isWord;
  }
  return undefined;
}

/** Seconds or parts of them since 1970 stand at the start, or behind a key. */
function epochIn(line: string): PlacedTime | undefined {
  const match = EPOCH.exec(line.slice(0, TIME_CHARS));
  if (match === null) return undefined;
  const from = match.index + match[0].length;
  const found = timeAt(line, from);
  return found === undefined ? undefined : { ...found, from };
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 0xc0
  );
}
