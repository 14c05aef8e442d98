import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LineHead } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const FILE_HEAD = /: (ChargePoint|CentralSystem|SYS)>(\w*)/y;
const HTML_HEAD =
  /^\s*(?:<html>.*)?<tr class="(ChargePoint|CentralSystem|SYS)">\s*<td>([^<]*)<\/td>.*?<pre lang="json">/s;
const CONSOLE = /(?:^|[\s:])(ChargePoint|CentralSystem): (?=\[)/;
const MAX_PREFIX_CHARS = 300;

const FILE_LINES = /^\d{4}-\d\d-\d\dT[\d:.]+Z: (?:ChargePoint|CentralSystem|SYS)>/gm;
const HTML_LINES = /<tr class="(?:ChargePoint|CentralSystem|SYS)"> ?<td>/g;
const CONSOLE_LINES = /(?:^|[\s:m])(?:ChargePoint|CentralSystem): \[[2-6],/gm;

/**
 * libocpp (EVerest), its message log as a text file: a line with time, sides and action, then the frame, pretty-printed, then an
 * empty line. On the console: `ChargePoint: FRAME`.
 */
export const libocpp: TextFormat = {
  id: 'libocpp',
  name: 'libocpp message log',
  writer: 'station',
  score: (sample) => Math.max(byShare(sample, FILE_LINES), scoreOfLines(sample, CONSOLE_LINES)),
  open: (emit) => new LogReader(emit, { head: (line) => fileHead(line) ?? consoleHead(line) }),
};

/** The same as an HTML page, often not closed; only `<` and `>` are encoded. */
export const libocppHtml: TextFormat = {
  id: 'libocpp-html',
  name: 'libocpp message log (HTML)',
  writer: 'station',
  score: (sample) => byShare(sample, HTML_LINES),
  open: (emit) => new LogReader(emit, { head: htmlHead, decoded }),
};

/** Most lines are those of the frames. */
function byShare(sample: string, pattern: RegExp): number {
  return scoreOfLines(sample, pattern) === 0 ? 0 : 0.95;
}

function fileHead(line: string): LineHead | undefined {
  const found = timeAt(line, 0);
  if (found === undefined) return undefined;
  FILE_HEAD.lastIndex = found.end;
  const [, side] = FILE_HEAD.exec(line) ?? [];
  if (side === undefined) return undefined;
  const { time } = found;
  return side === 'SYS' ? { time, isProse: true } : { time, direction: directionOf(side), isAboutNext: true };
}

/** A frame on the console, maybe behind the prefix of the program that uses the library. */
export function consoleHead(line: string): LineHead | undefined {
  const match = CONSOLE.exec(line.slice(0, MAX_PREFIX_CHARS));
  if (match === null) return undefined;
  return { direction: directionOf(match[1]), frameAt: match.index + match[0].length };
}

function htmlHead(line: string): LineHead | undefined {
  const match = HTML_HEAD.exec(line);
  if (match === null) return undefined;
  const [whole, side, printed = ''] = match;
  const time = timeAt(printed.trim(), 0)?.time;
  const said = time === undefined ? {} : { time };
  if (side === 'SYS') return { ...said, isProse: true };
  const direction = directionOf(side);
  const rest = line.slice(whole.length).trimStart();
  if (rest === '') return { ...said, direction, isAboutNext: true };
  if (!rest.startsWith('[')) return { ...said, isProse: true };
  return { ...said, direction, frameAt: line.length - rest.length };
}

function decoded(raw: string): string {
  return raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

function directionOf(side: string | undefined): 'in' | 'out' {
  return side === 'ChargePoint' ? 'in' : 'out';
}
