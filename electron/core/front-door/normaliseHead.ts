import type { Issue } from '../../../shared/trace/issue.ts';

/** A head that Node's HTTP parser takes, and what had to be mended for that. */
export interface NormalisedHead {
  bytes: Buffer;
  issues: Issue[];
}

/** Each repair looks at the head's lines (request line first, no closing empty line) and may change them. */
type Repair = (lines: string[]) => Issue | undefined;

const REPAIRS: readonly Repair[] = [addConnectionUpgrade];

/**
 * Mends heads that real chargers send and a strict parser refuses. latin1 both ways keeps every byte that is not
 * touched.
 */
export function normaliseHead(head: Buffer): NormalisedHead {
  const lines = head
    .toString('latin1')
    .replace(/^[\r\n]+/, '')
    .split('\r\n')
    .slice(0, -2);
  const issues: Issue[] = [];
  for (const repair of REPAIRS) {
    const issue = repair(lines);
    if (issue !== undefined) issues.push(issue);
  }
  return {
    bytes: issues.length === 0 ? head : Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
    issues,
  };
}

function addConnectionUpgrade(lines: string[]): Issue | undefined {
  if (headerValue(lines, 'upgrade')?.toLowerCase() !== 'websocket') return undefined;
  const at = lines.findIndex((line) => /^connection\s*:/i.test(line));
  const connection = headerValue(lines, 'connection');
  if (connection !== undefined && /(^|,)\s*upgrade\s*(,|$)/i.test(connection)) return undefined;
  // RFC 6455 §4.2.1 wants the token; other tokens on the line (keep-alive) contradict nothing and are replaced.
  if (at === -1) lines.push('Connection: Upgrade');
  else lines[at] = 'Connection: Upgrade';
  return {
    severity: 'warning',
    code: 'connection-upgrade-missing',
    message: 'The upgrade request lacks “Connection: Upgrade”; most central systems refuse it.',
    clause: 'RFC 6455 §4.2.1',
  };
}

function headerValue(lines: readonly string[], name: string): string | undefined {
  for (const line of lines.slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim();
  }
  return undefined;
}
