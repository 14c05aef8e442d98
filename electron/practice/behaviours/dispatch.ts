import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import { assertNever } from '../../../shared/assertNever.ts';
import type { ErrorCode } from '../../../shared/ocpp/errorCode.ts';
import { Refusal, type Defect } from '../payload.ts';
import type { Answer, IncomingCall, ReceivedCall } from '../station/link/exchange.ts';
import type { Station } from '../station/station.ts';
import type { Behaviour, Outgoing } from './behaviour.ts';

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

function changedResult(
  station: Station,
  behaviours: readonly Behaviour[],
  { call, answer }: { call: IncomingCall; answer: Answer },
): Answer {
  if (answer.kind !== 'result') return answer;
  const payload = behaviours.reduce(
    (said, behaviour) => behaviour.onResult?.(said, call, station) ?? said,
    answer.payload,
  );
  return { ...answer, payload };
}

/** Answers one call of the central system as the station's behaviours want it, over the way that it came. */
export function dispatch(station: Station, behaviours: readonly Behaviour[], received: ReceivedCall): void {
  if (station.isStopped) return;
  const { call } = received;
  const decided = decide(station, behaviours, call);
  if (decided === 'silence') return;
  const answer = changedResult(station, behaviours, { call, answer: decided });
  let outgoing: Outgoing = { text: received.compose(answer), delayMs: 0 };
  for (const behaviour of behaviours) {
    const changed = behaviour.onAnswer?.(outgoing, call, station) ?? outgoing;
    if (changed === 'silence') return;
    outgoing = changed;
  }
  const { text, delayMs } = outgoing;
  const send = (): void => {
    received.reply(text);
    if (answer.kind === 'result') answer.afterwards?.();
  };
  if (delayMs > 0) station.clock.afterReal(delayMs, send);
  else send();
}
