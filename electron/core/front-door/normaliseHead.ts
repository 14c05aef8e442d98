import type { Issue } from '../../../shared/trace/issue.ts';
import { mendRequestLine } from './mendRequestLine.ts';

/** A head that Node's HTTP parser takes, and what had to be mended for that. */
export interface NormalisedHead {
  bytes: Buffer;
  issues: Issue[];
}

/** Each repair looks at the head's lines (request line first, no closing empty line) and may change them. */
type Repair = (lines: string[]) => readonly Issue[];

const REPAIRS: readonly Repair[] = [mendRequestLine, mendHeaders, addConnectionUpgrade];

/**
 * Mends heads that real chargers send and a strict parser refuses. latin1 both ways keeps every byte that is not
 * touched.
 */
export function normaliseHead(head: Buffer): NormalisedHead {
  const text = head.toString('latin1').replace(/^[\r\n]+/, '');
  const lines = text.split(/\r?\n/).slice(0, -2);
  const issues = [...lineEnds(text), ...REPAIRS.flatMap((repair) => repair(lines))];
  return {
    bytes: issues.length === 0 ? head : Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
    issues,
  };
}

function lineEnds(text: string): Issue[] {
  if (!/(?<!\r)\n/.test(text)) return [];
  return [
    warning(
      'http-line-ends',
      'The lines of the HTTP request end with LF instead of CR LF; most central systems refuse it.',
      'RFC 9112 §2.2',
    ),
  ];
}

/** A header's name up to its colon, with blanks between that do not belong there. */
const SPACED_NAME = /^([\w!#$%&'*+.^`|~-]+)[ \t]+:/;
const CONTROL = /[^\t\x20-\x7e\x80-\xff]/g;

/** Blanks before the colon, folded lines and control characters (RFC 9112 §5.1 and §5.2, RFC 9110 §5.5). */
function mendHeaders(lines: string[]): Issue[] {
  const [requestLine = '', ...headers] = lines;
  const mended: string[] = [];
  for (const line of headers) {
    const plain = line.replace(CONTROL, '').replace(SPACED_NAME, '$1:');
    const last = mended.length - 1;
    if (/^[ \t]/.test(plain) && last >= 0) mended[last] = `${mended[last] ?? ''} ${plain.trim()}`;
    else mended.push(plain);
  }
  if (mended.length === headers.length && mended.every((line, index) => line === headers[index])) return [];
  lines.splice(0, lines.length, requestLine, ...mended);
  return [
    warning(
      'http-header-syntax',
      'A header of the HTTP request is not written as it has to be; most central systems refuse it.',
      'RFC 9112 §5',
    ),
  ];
}

function addConnectionUpgrade(lines: string[]): Issue[] {
  if (headerValue(lines, 'upgrade')?.toLowerCase() !== 'websocket') return [];
  const at = lines.findIndex((line) => /^connection\s*:/i.test(line));
  const connection = headerValue(lines, 'connection');
  if (connection !== undefined && /(^|,)\s*upgrade\s*(,|$)/i.test(connection)) return [];
  // RFC 6455 §4.2.1 wants the token; other tokens on the line (keep-alive) contradict nothing and are replaced.
  if (at === -1) lines.push('Connection: Upgrade');
  else lines[at] = 'Connection: Upgrade';
  return [
    {
      severity: 'error',
      code: 'connection-upgrade-missing',
      message: 'The upgrade request lacks “Connection: Upgrade”; most central systems refuse it.',
      clause: 'RFC 6455 §4.2.1',
    },
  ];
}

function headerValue(lines: readonly string[], name: string): string | undefined {
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim();
  }
  return undefined;
}

function warning(code: string, message: string, clause: string): Issue {
  return { severity: 'warning', code, message, clause };
}
