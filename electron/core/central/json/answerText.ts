import { composeError, composeResult, echoId, type WireId } from '../../../../shared/ocpp/compose.ts';
import { formationErrorCode } from '../../../../shared/ocpp/errorCode.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { foreignTextIssue } from '../../../../shared/trace/foreignText.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Reply } from '../answering/reply.ts';
import { NOTHING } from '../answering/responders/responder.ts';

type MalformedFrame = Extract<Frame, { kind: 'malformed' }>;

/** A reply as the frame that goes out. */
export function answerText(id: WireId, reply: Reply): string {
  if (reply.kind === 'error') return composeError(id, reply.code, reply.description, reply.details);
  return composeResult(id, reply.payload === NOTHING ? '{}' : JSON.stringify(reply.payload));
}

const LOOKS_LIKE_CALL = /^\s*\[\s*"?2"?\s*,/;
const LOOKS_LIKE_ANSWER = /^\s*\[\s*"?[345]"?\s*,/;

/**
 * Answers a text that is no OCPP-J message, where the specification lets one: in 1.6 only a CALL whose id could be
 * read; in 2.x also what has none, with the id `-1` (OCPP 2.x part 4 §4.2.3). Nothing that may be an answer is
 * answered, or two peers could go on for ever.
 */
export function malformedAnswer(
  version: OcppVersion,
  frame: MalformedFrame,
  text: string,
): string | undefined {
  if (LOOKS_LIKE_ANSWER.test(text) || foreignTextIssue(text) !== undefined) return undefined;
  if (version === '1.6' && (frame.id === undefined || !LOOKS_LIKE_CALL.test(text))) return undefined;
  const id = frame.id === undefined ? '-1' : echoId({ ...frame, id: frame.id });
  return composeError(id, formationErrorCode(version), 'The message is no valid OCPP-J message', {});
}
