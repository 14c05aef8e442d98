import { headIn } from './frameHead.ts';
import type { LineHead } from './lineFacts.ts';
import { directionIn } from './prefix/direction.ts';
import { keyedStation } from './prefix/station.ts';
import { factsBefore } from './prefix/universalHead.ts';

/** A frame within quotes, its own quotes escaped. */
const ESCAPED_FRAME = /\[\s*[2-6]\s*,\s*\\"/;
const OPENING = /=("(?:[^"\\]|\\.){0,400})$/;
/** The rest of a line that is looked at for the station. */
const MAX_REST_CHARS = 400;

/**
 * A line of `key=value` pairs (logfmt), as loggers of Go write, with a frame in one of the quoted values: what the writer had
 * before he escaped it, and what the other pairs say.
 */
export function keyValueHead(line: string): LineHead | undefined {
  const frame = line.includes('=') && line.includes('\\"') ? ESCAPED_FRAME.exec(line) : null;
  if (frame === null) return undefined;
  const before = line.slice(0, frame.index);
  const opening = OPENING.exec(before.slice(-500));
  if (opening === null) return undefined;
  const start = frame.index - (opening[1]?.length ?? 0) + 1;
  const end = closingQuote(line, frame.index);
  const text = unescaped(line.slice(start, end));
  const frameAt = headIn(text);
  if (frameAt === -1) return undefined;
  const facts = factsBefore(before);
  const station = keyedStation(line.slice(0, start)) ?? keyedStation(line.slice(end, end + MAX_REST_CHARS));
  const pair = /\b(?:dir|direction|way)=(\S+)/.exec(before);
  return {
    ...facts,
    ...(station === undefined ? {} : { stationId: station }),
    ...(pair === null ? {} : directionIn(pair[1] ?? '')),
    text,
    frameAt,
  };
}

function closingQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 34) return at;
  }
  return line.length;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, unit?: string, other?: string) =>
    unit === undefined ? (ESCAPES[other ?? ''] ?? other ?? '') : String.fromCharCode(parseInt(unit, 16)),
  );
}
