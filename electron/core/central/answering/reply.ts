import { findAction } from '../../../../shared/ocpp/catalog.ts';
import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import { objectOf } from '../../../../shared/payloadFields.ts';
import type { ResponderContext } from './responders/responder.ts';
import { respond } from './responders/responders.ts';

/** What Kerbside answers to a call of a station, before it is written as JSON or XML. */
export type Reply =
  | { kind: 'result'; payload: JsonObject }
  | { kind: 'error'; code: string; description: string; details: Json };

/**
 * Answers a call of the station, whatever state its payload is in (OCPP 1.6J §4.2: every CALL is answered). An action
 * that nobody can answer gets the CALLERROR of §4.2.3: NotImplemented for one that is not known, NotSupported for one
 * that is known but not for stations to send.
 */
export function replyTo(
  version: OcppVersion,
  action: string,
  payload: Json,
  context: ResponderContext,
): Reply {
  const answer = respond(version, action, objectOf(payload), context);
  if (answer !== undefined) return { kind: 'result', payload: answer };
  const name = action.slice(0, 100);
  return findAction(version, action) === undefined
    ? errorReply('NotImplemented', `${name} is not an action of OCPP ${version}`)
    : errorReply('NotSupported', `${name} is not for a station to send`);
}

/** The answer to a call that a defect of ours kept from being answered. */
export function defectReply(): Reply {
  return errorReply('InternalError', 'Kerbside failed to make an answer');
}

export function errorReply(code: string, description: string, details: Json = {}): Reply {
  return { kind: 'error', code, description, details };
}
