import type { FoundTime } from '../../found.ts';
import type { LineFacts } from '../lineFacts.ts';
import { directionIn } from './direction.ts';
import { timeAt, type TimeInLine } from './lineTime.ts';
import { outerPrefix } from './outerPrefix.ts';
import { stationIn } from './station.ts';
import { versionIn } from './version.ts';

/** How far from its start a line may tell its time. */
const TIME_CHARS = 160;
/** How much of the text before a frame is looked at for the station and the direction. */
const NEAR_CHARS = 400;

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
  const outer = outerPrefix(text).end;
  const near = text.slice(Math.max(outer, best?.end ?? 0, text.length - NEAR_CHARS));
  const stationId = stationIn(near);
  const version = versionIn(near);
  return {
    ...(best === undefined ? {} : { time: best.time }),
    ...(stationId === undefined ? {} : { stationId }),
    ...(version === undefined ? {} : { version }),
    ...directionIn(near),
  };
}

interface PlacedTime extends TimeInLine {
  from: number;
}

function bestTime(line: string): PlacedTime | undefined {
  let best: PlacedTime | undefined;
  let found = firstTime(line, TIME_CHARS);
  while (found !== undefined) {
    if (best === undefined || rank(found.time) >= rank(best.time)) best = found;
    found = firstTime(line, TIME_CHARS, found.end);
  }
  return best;
}

/** An inner time is the program's own; but a zone, a year and a date are worth more. */
function rank({ clock, missing }: FoundTime): number {
  if (missing === 'date') return 0;
  if (missing === 'year') return 1;
  return clock === 'explicit' ? 3 : 2;
}

function firstTime(line: string, within: number, from = 0): PlacedTime | undefined {
  const end = Math.min(within, line.length);
  let isStart = true;
  for (let at = from; at < end; at++) {
    const code = line.charCodeAt(at);
    const isWord = isWordCode(code);
    if (isWord && isStart) {
      const found = timeAt(line, at);
      if (found !== undefined && isTimeHere(line, at, found)) return { ...found, from: at };
    }
    isStart = !isWord;
  }
  return undefined;
}

/** A bare number is a time only where times stand: at the start, or behind a key. */
function isTimeHere(line: string, at: number, { end }: TimeInLine): boolean {
  if (line.slice(at, end).includes(':')) return true;
  return (
    at <= 2 ||
    /(?:time(?:stamp)?|ts|at|date)["']?\s*[=:]\s*["']?$/i.test(line.slice(Math.max(0, at - 24), at))
  );
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 0xc0
  );
}
