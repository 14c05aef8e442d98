import { findAction } from '../../../shared/ocpp/catalog.ts';
import { composeError, composeResult, echoId } from '../../../shared/ocpp/compose.ts';
import { formationErrorCode } from '../../../shared/ocpp/errorCode.ts';
import type { Frame } from '../../../shared/ocpp/frame.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import { objectOf } from './payloadFields.ts';
import { NOTHING, type ResponderContext } from './responders/responder.ts';
import { respond } from './responders/responders.ts';

/** An answer, ready to be recorded and sent. `payload` is there for a CALLRESULT. */
export interface Answer {
  text: string;
  payload?: JsonObject;
}

type CallFrame = Extract<Frame, { kind: 'call' | 'send' }>;
type MalformedFrame = Extract<Frame, { kind: 'malformed' }>;

/**
 * Answers a call of the station, whatever state its payload is in (OCPP 1.6J §4.2: every CALL is answered). An action
 * that nobody can answer gets the CALLERROR of §4.2.3: NotImplemented for one that is not known, NotSupported for one
 * that is known but not for stations to send.
 */
export function answerCall(version: OcppVersion, frame: CallFrame, context: ResponderContext): Answer {
  const id = echoId(frame);
  const payload = respond(version, frame.action, objectOf(frame.payload), context);
  if (payload !== undefined) {
    return { text: composeResult(id, payload === NOTHING ? '{}' : JSON.stringify(payload)), payload };
  }
  const known = findAction(version, frame.action) !== undefined;
  const action = frame.action.slice(0, 100);
  const text = known
    ? composeError(id, 'NotSupported', `${action} is not for a station to send`, {})
    : composeError(id, 'NotImplemented', `${action} is not an action of OCPP ${version}`, {});
  return { text };
}

/** The answer to a call that a defect of ours kept from being answered. */
export function answerDefect(frame: CallFrame): Answer {
  return { text: composeError(echoId(frame), 'InternalError', 'Kerbside failed to make an answer', {}) };
}

const LOOKS_LIKE_CALL = /^\s*\[\s*"?2"?\s*,/;
const LOOKS_LIKE_ANSWER = /^\s*\[\s*"?[345]"?\s*,/;

/**
 * Answers a text that is no OCPP-J message, where the specification lets one: in 1.6 only a CALL whose id could be
 * read; in 2.x also what has none, with the id `-1` (OCPP 2.x part 4 §4.2.3). Nothing that may be an answer is
 * answered, or two peers could go on for ever.
 */
export function answerMalformed(
  version: OcppVersion,
  frame: MalformedFrame,
  text: string,
): Answer | undefined {
  if (LOOKS_LIKE_ANSWER.test(text)) return undefined;
  if (version === '1.6' && (frame.id === undefined || !LOOKS_LIKE_CALL.test(text))) return undefined;
  const code = formationErrorCode(version);
  return {
    text: composeError(
      frame.id === undefined ? '-1' : echoId({ ...frame, id: frame.id }),
      code,
      'The message is no valid OCPP-J message',
      {},
    ),
  };
}
