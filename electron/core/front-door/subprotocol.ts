import { ASSUMED_VERSION, SUBPROTOCOLS, type JsonVersion } from '../../../shared/ocpp/version.ts';
import type { Issue } from '../../../shared/trace/issue.ts';

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
  // OCPP 2.0 was withdrawn for 2.0.1; those who still name it mean its successor.
  ['ocpp20', '2.0.1'],
  ['ocpp20j', '2.0.1'],
  ['ocpp201', '2.0.1'],
  ['ocpp201j', '2.0.1'],
  ['ocpp21', '2.1'],
  ['ocpp21j', '2.1'],
]);

/**
 * Takes the first offered version that we speak, since the order is the client's preference (RFC 6455 §4.1). A name
 * spelt as registered goes before a misspelt one.
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
    const version = LOOSE.get(token.toLowerCase().replaceAll(/[\s._"'-]/g, ''));
    if (version !== undefined) {
      return { ok: true, version, echo: token, issues: [misspelt(token, SUBPROTOCOLS[version])] };
    }
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

/** OCPP 2.0, as opposed to 2.0.1. */
const WITHDRAWN = /^\W*ocpp[\W_]*2\.?0(?:-?j)?\W*$/i;

function misspelt(token: string, registered: string): Issue {
  if (WITHDRAWN.test(token)) {
    return {
      severity: 'warning',
      code: 'subprotocol-withdrawn',
      message: `The charger names “${token}”, a version that was withdrawn; it is treated as ${registered}.`,
      clause: 'OCPP 2.0.1 part 4 §3.1.2',
    };
  }
  return {
    severity: 'warning',
    code: 'subprotocol-spelling',
    message: `The charger spells its OCPP version “${token}”; registered is “${registered}”.`,
    clause: 'OCPP 1.6J §3.1.2',
  };
}
