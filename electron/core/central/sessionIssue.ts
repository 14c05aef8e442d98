import { assertNever } from '../../../shared/assertNever.ts';
import { isJsonObject, type Json } from '../../../shared/json.ts';
import { findAction } from '../../../shared/ocpp/catalog.ts';
import { isOcpp1, OCPP_VERSIONS, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Issue, Severity } from '../../../shared/trace/issue.ts';
import type { AskedCall } from './calls/callQueue.ts';

export function issueOf(severity: Severity, code: string, message: string, clause?: string): Issue {
  return clause === undefined ? { severity, code, message } : { severity, code, message, clause };
}

export const BINARY_FRAME = issueOf(
  'error',
  'frame-binary',
  'A binary WebSocket frame; OCPP-J is text, so it was not answered.',
  'OCPP 1.6J §4.1.2',
);

export const NOT_UTF8 = issueOf(
  'error',
  'frame-not-utf8',
  'The text is not valid UTF-8; the bytes that are not were replaced for reading.',
  'RFC 6455 §8.1',
);

export const REPLACED_CONNECTION = issueOf(
  'warning',
  'replaced-connection',
  'Came over a connection that a newer one of the same station has replaced; it was not answered.',
);

export const VALIDATION_OFF = issueOf(
  'info',
  'validation-off',
  'The profile of this charger says not to check it: its messages are not held against the schemas.',
);

export function treatedAsCallIssue(askedSeq: number): Issue {
  const message = `Answers record ${askedSeq} as a CALL, because the technician took it for one.`;
  return issueOf('info', 'treated-as-call', message);
}

/** A connection that was there before its session file. `since` is epoch ms. */
export function connectionGoesOn(since: number | undefined, fileBefore: string): Issue {
  const connected = since === undefined ? 'before' : `since ${new Date(since).toISOString()}`;
  const message = `The station is connected ${connected}: its connection goes on from “${fileBefore}”, where its earlier messages are.`;
  return issueOf('info', 'connection-goes-on', message);
}

/** A station that connected without an identity has told it. */
export function identityFromBoot(stationId: string, before: string): Issue {
  const message = `The station connected without an identity (as ${before}); its boot says “${stationId}”. Earlier messages stand under ${before}.`;
  return issueOf('info', 'identity-from-boot', message, 'OCPP 1.6J §3.1.1');
}

/** Why an action that came from a station has no answer of its own. */
export function actionIssue(version: OcppVersion, action: string): Issue | undefined {
  const known = findAction(version, action);
  if (known !== undefined) {
    return known.sentBy === 'centralSystem'
      ? issueOf('error', 'action-direction', `${action} is sent by the central system, never by a station.`)
      : undefined;
  }
  const others = OCPP_VERSIONS.filter((other) => findAction(other, action) !== undefined);
  return others.length === 0
    ? issueOf('error', 'action-unknown', `No OCPP version has an action “${action.slice(0, 100)}”.`)
    : issueOf(
        'error',
        'action-other-version',
        `${action} belongs to OCPP ${others.join(' and ')}, but this connection was agreed as ${version}.`,
      );
}

/** A boot says what the station takes itself for, whatever subprotocol it agreed to. */
export function bootVersionIssue(version: OcppVersion, payload: Json): Issue | undefined {
  if (!isJsonObject(payload)) return undefined;
  const isOf16 = payload['chargePointVendor'] !== undefined || payload['chargePointModel'] !== undefined;
  const isOf2 = payload['chargingStation'] !== undefined;
  if (isOf16 === isOf2 || isOf16 === isOcpp1(version)) return undefined;
  const message = `The BootNotification has the form of OCPP ${isOf16 ? '1.6' : '2.0.1 or 2.1'}, but this connection was agreed as ${version}.`;
  return issueOf('error', 'payload-other-version', message, 'OCPP 1.6J §3.1.2');
}

/** `seq` is absent where the message before stands in another session file. */
export function repeatedIdIssue(isSameText: boolean, seq: number | undefined): Issue {
  const before = seq === undefined ? 'a record of the session file before' : `record ${seq}`;
  return isSameText
    ? issueOf('warning', 'message-repeated', `The same message as ${before}, sent again.`)
    : issueOf(
        'warning',
        'message-id-reused',
        `The message id was used before in this connection (${before}).`,
        'OCPP 1.6J §4.1.4',
      );
}

/** Two codes that are easily mixed up, also by stations: what each says about the action. */
export function refusalIssue(code: string, action: string): Issue | undefined {
  const clause = 'OCPP 1.6J §4.2.3';
  if (code === 'NotImplemented') {
    const message = `NotImplemented: the station does not know ${action} at all. Some stations say so of an action that they know but lack; either way a firmware update is the only remedy.`;
    return issueOf('info', 'refusal-not-implemented', message, clause);
  }
  if (code !== 'NotSupported') return undefined;
  const message = `NotSupported: the station knows ${action} but does not do it, perhaps because a feature is switched off. Some stations say so of an action that they do not know.`;
  return issueOf('info', 'refusal-not-supported', message, clause);
}

/** What is wrong with an answer because of the call that it belongs to, or does not. */
export function answerIssue(
  asked: AskedCall | undefined,
  open: { id: string; action: string } | undefined,
): Issue | undefined {
  const state = asked?.state;
  if (asked === undefined || state === undefined || state === 'disconnected' || state === 'waiting') {
    const hint = open === undefined ? '' : ` The only open call is ${open.action} with id “${open.id}”.`;
    const message = `An answer to nothing that Kerbside asked on this connection.${hint}`;
    return issueOf('error', 'answer-to-nothing', message, 'OCPP 1.6J §4.1.4');
  }
  switch (state) {
    case 'open':
      return undefined;
    case 'answered':
      return issueOf('warning', 'answer-repeated', `A second answer to the same ${asked.action}.`);
    case 'timed-out':
      return issueOf('warning', 'answer-late', `The answer to ${asked.action} came after its time-out.`);
    case 'cancelled':
      return issueOf('info', 'answer-late', `The answer to ${asked.action} came after it was cancelled.`);
    default:
      return assertNever(state);
  }
}
