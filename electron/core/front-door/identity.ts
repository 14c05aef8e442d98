import type { Issue } from '../../../shared/trace/issue.ts';

const LIMIT_CHARS = 1000;
const CONTROL = /\p{Cc}/u;

/** Who calls, by the path it asked for. `pathId` is the segment as sent, before percent-decoding. */
export type Identity =
  | { ok: true; stationId: string; pathId?: string; issues: Issue[] }
  | { ok: false; pathId: string; issues: [] };

/**
 * The identity is the last path segment (OCPP 1.6J §3.1.1). Paths come with doubled slashes, with the whole address
 * inside, with the identity twice or without one; only one that is too long is refused.
 */
export function identityOf(url: string, remoteAddress: string): Identity {
  const issues: Issue[] = [];
  const path = /^[^?#]*/.exec(url)?.[0] ?? '';
  const withoutScheme = path.replace(/^\/*[a-z][a-z0-9+.-]*:\/+[^/]*/i, '');
  if (withoutScheme !== path && path.startsWith('/')) {
    issues.push(
      warning(
        'path-holds-address',
        'The path holds a whole address: “ws://” was typed into a host or path field.',
      ),
    );
  }
  if (/\/\//.test(withoutScheme)) {
    issues.push(
      warning('path-double-slash', 'The path has doubled slashes; some central systems refuse them.'),
    );
  }
  const segments = withoutScheme.split('/').filter((segment) => segment !== '');
  const pathId = segments.at(-1);
  if (pathId === undefined) {
    issues.push(
      warning(
        'identity-missing',
        'The path names no station, so it is listed by its address; add its identity to the end of the address.',
        'OCPP 1.6J §3.1.1',
      ),
    );
    return { ok: true, stationId: `unnamed-${remoteAddress}`, issues };
  }
  if (pathId.length > LIMIT_CHARS) return { ok: false, pathId: pathId.slice(0, LIMIT_CHARS), issues: [] };
  if (segments.length > 1 && segments.at(-2) === pathId) {
    issues.push(
      warning(
        'identity-repeated',
        'The identity stands twice in the path: the charger appends it by itself.',
      ),
    );
  }
  return { ok: true, stationId: decoded(pathId, issues), pathId, issues };
}

function decoded(pathId: string, issues: Issue[]): string {
  if (!pathId.includes('%')) return pathId;
  const raw = warning(
    'identity-encoding',
    'The percent-encoding of the identity is broken; it is taken as sent.',
  );
  let text: string;
  try {
    text = decodeURIComponent(pathId);
  } catch {
    issues.push(raw);
    return pathId;
  }
  // Control characters would make an identity that nobody can type or read.
  if (CONTROL.test(text)) {
    issues.push(raw);
    return pathId;
  }
  if (text.trim() !== text) {
    issues.push(warning('identity-space', 'The identity begins or ends with a space.'));
  }
  return text;
}

function warning(code: string, message: string, clause?: string): Issue {
  return { severity: 'warning', code, message, ...(clause === undefined ? {} : { clause }) };
}
