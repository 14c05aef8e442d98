import type { SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';
import type { SoapArrival } from './soapArrival.ts';

/** The sender of an envelope; `issues` say how it was found where it does not name itself. */
export type Caller =
  { ok: true; stationId: string; issues: readonly Issue[] } | { ok: false; sentence: string; remedy: string };

const LIMIT_CHARS = 1000;
const CONTROL = /\p{Cc}/u;
const SERVICE_SEGMENT =
  /^(|soap|ocpp.*|services?|.*service.*|.*centralsystem.*|.*\.(php|asmx|svc|jsp|wsdl))$/i;

/**
 * `chargeBoxIdentity` is the identity (OCPP 1.6S §4.3). Without it: the last segment of the path where it is no name of
 * a service, else the one station that speaks SOAP from that address.
 */
export function whoCalls(
  { header }: SoapEnvelope,
  { path, remoteAddress }: SoapArrival,
  stationsThere: readonly string[],
): Caller {
  const identity = header.chargeBoxIdentity;
  if (identity !== undefined) {
    if (identity.length <= LIMIT_CHARS && !CONTROL.test(identity)) {
      return { ok: true, stationId: identity, issues: [] };
    }
    return {
      ok: false,
      sentence: 'The chargeBoxIdentity is longer than 1000 characters or has control characters in it.',
      remedy: 'Check the identity in the charger’s configuration.',
    };
  }
  const last = /^[^?#]*/.exec(path)?.[0].split('/').at(-1) ?? '';
  const [only] = stationsThere;
  if (!SERVICE_SEGMENT.test(last) && last.length <= LIMIT_CHARS && !last.includes('%')) {
    return found(last, 'it was taken from the path');
  }
  if (only !== undefined && stationsThere.length === 1) {
    return found(only, 'it was taken from the address, where only this station is');
  }
  return found(`unnamed-${remoteAddress}`, 'the station is listed by its address');
}

function found(stationId: string, how: string): Caller {
  const message = `The message does not say which station it is from; ${how}.`;
  return { ok: true, stationId, issues: [issueOf('info', 'identity-inferred', message)] };
}
