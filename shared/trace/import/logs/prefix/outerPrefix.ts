import type { FoundTime } from '../../found.ts';
import { timeAt, type TimeInLine } from './lineTime.ts';
import { isOtherWord } from './station.ts';

/** What a program that carries other programs' lines has put before each of them. */
export interface OuterPrefix {
  /** Where the line proper begins; 0 where nothing stands before it. */
  end: number;
  time?: FoundTime;
}

const NONE: OuterPrefix = { end: 0 };

/** `evcc  | ` of docker compose; `name-1 | `. */
const COMPOSE = /[\w.-]{1,60} *\| (?!-- \|)/y;
/** ` host evcc[611]: ` behind the time of a system journal. */
const PROCESS = /\s+(?:[\w.-]+\s+)?[\w.@/()-]+\[\d+\]:\s/y;
/** The same without a number, as the oldest kind of journal has it, which prints no year (RFC 3164 §4.1). */
const HOST_AND_TAG = /\s+([\w.-]+)\s+[\w.@/()-]+:\s/y;
/** ` stdout F ` behind the time of a container run-time (CRI). */
const STREAM = / std(?:out|err) [FP] /y;
/** The priority of a syslog message (RFC 3164 §4.1.1, RFC 5424 §6.2.1). */
const PRIORITY = /<\d{1,3}>(?:1 )?/y;

/** Reads what syslog, the journal, docker compose and container run-times put before a line. */
export function outerPrefix(line: string): OuterPrefix {
  const begin = endOf(COMPOSE, line, 0) ?? 0;
  const start = endOf(PRIORITY, line, begin) ?? begin;
  const found = timeAt(line, start);
  const end = found === undefined ? undefined : processEnd(line, found);
  if (found !== undefined && end !== undefined) return { end, time: found.time };
  return begin === 0 ? NONE : { end: begin };
}

/** Where the names of host and process behind a time end, if they stand there. */
export function processEnd(line: string, { time, end }: TimeInLine): number | undefined {
  const known = endOf(STREAM, line, end) ?? endOf(PROCESS, line, end);
  if (known !== undefined || time.missing !== 'year') return known;
  HOST_AND_TAG.lastIndex = end;
  const host = HOST_AND_TAG.exec(line)?.[1];
  return host === undefined || isOtherWord(host) ? undefined : HOST_AND_TAG.lastIndex;
}

function endOf(pattern: RegExp, line: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : undefined;
}
