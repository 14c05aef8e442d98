import type { QuirkProfile } from './quirkProfile.ts';
import type { Issue } from '../trace/issue.ts';

const LIMIT_CHARS = 1000;
const CONTROL = /\p{Cc}/u;

/** What addresses of central systems end with. A path that goes no further names no station. */
const ADDRESS_WORDS =
  /^(?:s?ocpp(?:-?j)?(?:[-_.]?[12]\.?\d(?:\.1)?j?)?|wss?|websockets?|csms|centralsystem(?:service)?)$/i;

/**
 * Who calls, by the path it asked for. `pathId` is the segment as sent, before percent-decoding. `isUnnamed`: the
 * path names nobody, so that the station goes by its network address until it says who it is.
 */
export type Identity =
  | { ok: true; stationId: string; isUnnamed: boolean; pathId?: string; issues: Issue[] }
  | { ok: false; pathId: string; issues: [] };

/**
 * The identity is the last path segment (OCPP 1.6J §3.1.1). Paths come with doubled slashes, with the whole address
 * inside, with the identity twice or without one; only one that is too long is refused.
 */
export function identityOf(url: string, remoteAddress: string): Identity {
  const issues: Issue[] = [];
  const segments = segmentsOf(url, issues);
  const pathId = segments.at(-1);
  if (pathId === undefined || ADDRESS_WORDS.test(pathId)) {
    issues.push(identityMissing(pathId));
    return { ok: true, stationId: `unnamed-${remoteAddress}`, isUnnamed: true, issues };
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
  return { ok: true, stationId: decoded(pathId, issues), isUnnamed: false, pathId, issues };
}

/** An identity as the station's quirk profile wants it read. */
export function identityByRule(
  identity: Extract<Identity, { ok: true }>,
  url: string,
  rule: QuirkProfile['idRule'],
): Extract<Identity, { ok: true }> {
  if (rule === 'boot-serial') return { ...identity, isUnnamed: true };
  if (rule !== 'whole-path' || identity.isUnnamed) return identity;
  const whole = segmentsOf(url, [])
    .map((segment) => decoded(segment, []))
    .join('/');
  return whole.length > LIMIT_CHARS ? identity : { ...identity, stationId: whole };
}

function segmentsOf(url: string, issues: Issue[]): string[] {
  const path = /^[^?#]*/.exec(url)?.[0] ?? '';
  const withoutScheme = path.replace(/^\/*[a-z][a-z0-9+.-]*:\/+[^/]*/i, '');
  if (withoutScheme !== path && path.startsWith('/')) {
    issues.push({
      severity: 'error',
      code: 'path-holds-address',
      message:
        'The path holds a whole address: it was typed with its scheme (ws://) into a host or path field.',
    });
  }
  if (/\/\//.test(withoutScheme)) {
    issues.push(
      warning('path-double-slash', 'The path has doubled slashes; some central systems refuse them.'),
    );
  }
  return withoutScheme.split('/').filter((segment) => segment !== '');
}

function identityMissing(pathId: string | undefined): Issue {
  const what = pathId === undefined ? 'names no station' : `ends in “${pathId}”, which names no station`;
  return warning(
    'identity-missing',
    `The path ${what}, so it is listed by its address until a boot tells its serial number; add its identity to the end of the address.`,
    'OCPP 1.6J §3.1.1',
  );
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
