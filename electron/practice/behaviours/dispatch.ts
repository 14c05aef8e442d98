import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import { assertNever } from '../../../shared/assertNever.ts';
import { isJsonObject } from '../../../shared/json.ts';
import { composeError, composeResult, echoId } from '../../../shared/ocpp/compose.ts';
import { formationErrorCode, type ErrorCode } from '../../../shared/ocpp/errorCode.ts';
import type { Frame } from '../../../shared/ocpp/frame.ts';
import { parseFrame } from '../../../shared/ocpp/parseFrame.ts';
import { Refusal, type Defect } from '../payload.ts';
import type { Station } from '../station/station.ts';
import type { Answer, Behaviour, IncomingCall, Outgoing } from './behaviour.ts';

function codeOf(defect: Defect, station: Station): ErrorCode {
  switch (defect) {
    case 'missing':
      return isOcpp1(station.version) ? 'OccurenceConstraintViolation' : 'OccurrenceConstraintViolation';
    case 'type':
      return 'TypeConstraintViolation';
    case 'value':
      return 'PropertyConstraintViolation';
    default:
      return assertNever(defect);
  }
}

/** A defect of the station's own becomes InternalError: the caller is never left without an answer. */
function decide(station: Station, behaviours: readonly Behaviour[], call: IncomingCall): Answer | 'silence' {
  try {
    for (const behaviour of behaviours) {
      const decision = behaviour.onCall?.(call, station) ?? 'next';
      if (decision !== 'next') return decision;
    }
  } catch (error) {
    if (error instanceof Refusal) {
      return { kind: 'error', code: codeOf(error.defect, station), description: error.message };
    }
    station.defect(call.action, error);
    return { kind: 'error', code: 'InternalError', description: 'the practice charger failed to answer' };
  }
  return {
    kind: 'error',
    code: 'NotImplemented',
    description: `${call.action} is not known to this station`,
  };
}

function compose(call: IncomingCall, answer: Answer): string {
  return answer.kind === 'result'
    ? composeResult(call.echo, JSON.stringify(answer.payload))
    : composeError(call.echo, answer.code, answer.description, answer.details ?? {});
}

function answerCall(station: Station, behaviours: readonly Behaviour[], call: IncomingCall): void {
  const answer = decide(station, behaviours, call);
  if (answer === 'silence') return;
  let outgoing: Outgoing = { text: compose(call, answer), delayMs: 0 };
  for (const behaviour of behaviours) {
    const changed = behaviour.onAnswer?.(outgoing, call, station) ?? outgoing;
    if (changed === 'silence') return;
    outgoing = changed;
  }
  const { text, delayMs } = outgoing;
  const send = (): void => {
    station.link.send(text);
    if (answer.kind === 'result') answer.afterwards?.();
  };
  if (delayMs > 0) station.clock.afterReal(delayMs, send);
  else send();
}

/** Only what was meant as a call is answered: an error about an answer could go back and forth for ever. */
function answerMalformed(station: Station, text: string, frame: Extract<Frame, { kind: 'malformed' }>): void {
  station.log(`a frame could not be read: ${text.slice(0, 200)}`);
  const { id } = frame;
  if (id === undefined || !/^\s*\[\s*2\b/.test(text)) return;
  const code = formationErrorCode(station.version);
  station.link.send(composeError(echoId({ ...frame, id }), code, 'the frame is not a valid OCPP-J call', {}));
}

/** One frame from the central system: an answer is the station's own matter, a call goes to its behaviours. */
export function dispatch(station: Station, behaviours: readonly Behaviour[], text: string): void {
  if (station.isStopped) return;
  try {
    const frame = parseFrame(text);
    switch (frame.kind) {
      case 'call': {
        const { id, action, payload } = frame;
        if (isJsonObject(payload))
          answerCall(station, behaviours, { id, echo: echoId(frame), action, payload });
        else answerMalformed(station, text, { ...frame, kind: 'malformed' });
        return;
      }
      case 'result':
        station.calls.settle(frame.id, {
          kind: 'result',
          payload: isJsonObject(frame.payload) ? frame.payload : {},
        });
        return;
      case 'error':
        station.calls.settle(frame.id, { kind: 'error', code: frame.code, description: frame.description });
        return;
      case 'resultError':
        station.log(`the central system refused an answer: ${frame.code} ${frame.description}`);
        return;
      case 'send':
        station.log(`the unconfirmed message ${frame.action} was ignored`);
        return;
      case 'malformed':
        answerMalformed(station, text, frame);
    }
  } catch (error) {
    station.defect('a frame', error);
  }
}
