import { ASSUMED_VERSION, SUBPROTOCOLS, type JsonVersion } from './version.ts';
import type { Issue } from '../trace/issue.ts';

/** What comes of the offered subprotocols. `echo` is the token for the answer's header, exactly as offered. */
export type Choice =
  { ok: true; version: JsonVersion; echo?: string; issues: Issue[] } | { ok: false; offered: string[] };

const EXACT = new Map<string, JsonVersion>([
  [SUBPROTOCOLS['1.6'], '1.6'],
  [SUBPROTOCOLS['2.0.1'], '2.0.1'],
  [SUBPROTOCOLS['2.1'], '2.1'],
]);

/** Spellings seen in the field, after lower-casing and without spaces, dots, dashes, underscores and quotes. */
const LOOSE = new Map<string, JsonVersion>([
  ['ocpp16', '1.6'],
  ['ocpp16j', '1.6'],
  ['ocpp201', '2.0.1'],
  ['ocpp201j', '2.0.1'],
  ['ocpp21', '2.1'],
  ['ocpp21j', '2.1'],
]);

/** OCPP 2.0, which was withdrawn and replaced by 2.0.1. */
const WITHDRAWN = /^ocpp20j?$/;

function plain(token: string): string {
  return token.toLowerCase().replaceAll(/[\s._"'-]/g, '');
}

/**
 * Takes the first offered version that we speak, since the order is the client's preference (RFC 6455 §4.1). A name
 * spelt as registered goes before a misspelt one, and both before the withdrawn 2.0.
 */
export function chooseSubprotocol(header: string | undefined): Choice {
  const offered = (header ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
  if (offered.length === 0) return { ok: true, version: ASSUMED_VERSION, issues: [noneOffered(header)] };
  for (const token of offered) {
    const version = EXACT.get(token);
    if (version !== undefined) return { ok: true, version, echo: token, issues: [] };
  }
  for (const token of offered) {
    const version = LOOSE.get(plain(token));
    if (version !== undefined) {
      return { ok: true, version, echo: token, issues: [misspelt(token, SUBPROTOCOLS[version])] };
    }
  }
  const withdrawn = offered.find((token) => WITHDRAWN.test(plain(token)));
  if (withdrawn !== undefined) {
    return { ok: true, version: '2.0.1', echo: withdrawn, issues: [withdrawnVersion(withdrawn)] };
  }
  return { ok: false, offered };
}

function noneOffered(header: string | undefined): Issue {
  return {
    severity: 'warning',
    code: 'subprotocol-missing',
    message:
      header === undefined
        ? `The charger named no OCPP version (no Sec-WebSocket-Protocol); ${ASSUMED_VERSION} is assumed.`
        : `The charger sent an empty Sec-WebSocket-Protocol; OCPP ${ASSUMED_VERSION} is assumed.`,
    clause: 'OCPP 1.6J §3.1.2',
  };
}

function misspelt(token: string, registered: string): Issue {
  return {
    severity: 'warning',
    code: 'subprotocol-spelling',
    message: `The charger spells its OCPP version “${token}”; registered is “${registered}”.`,
    clause: 'OCPP 1.6J §3.1.2',
  };
}

function withdrawnVersion(token: string): Issue {
  return {
    severity: 'warning',
    code: 'subprotocol-withdrawn',
    message: `The charger asks for OCPP 2.0 (“${token}”), which was withdrawn; it is spoken to as 2.0.1, its successor.`,
    clause: 'OCPP 2.0.1 part 4 §3.1.2',
  };
}
