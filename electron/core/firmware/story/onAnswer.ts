import { assertNever } from '../../../../shared/assertNever.ts';
import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import { stepsAt, type MakeStep } from '../../diagnostics/story/steps.ts';
import { failedWith, nextTry, sentences, withStep } from './steps.ts';
import type { UpdateEvent } from './updateEvent.ts';

type Asked = Extract<UpdateEvent, { type: 'asked' }>;
type Answered = Extract<UpdateEvent, { type: 'answered' }>;

export function onAsked(update: FirmwareUpdate, event: Asked): FirmwareUpdate {
  const { at, action, requestId, isSecond, isSigned } = event;
  const { requestId: _before, requestSeq: _seq, startedAt = at, ...rest } = update;
  const asked = { ...rest, action, isSigned, startedAt, ...(requestId === undefined ? {} : { requestId }) };
  const by = `with ${action} to fetch ${update.file.name} from ${update.location}`;
  const isUnsigned = isSecond && update.isSigned && !isSigned;
  const sentence = isSecond ? `Asked ${by} instead.` : `Asked ${by}. ${update.protocolReason}`;
  return withStep(
    asked,
    {
      at,
      code: 'asked',
      level: isUnsigned ? 'warning' : 'info',
      sentence: isUnsigned
        ? `${sentence} This request carries no signature: the charger cannot check where the file comes from.`
        : sentence,
    },
    { state: 'asking' },
  );
}

export function onAnswered(before: FirmwareUpdate, event: Answered): FirmwareUpdate {
  const { at, answer, requestSeq, responseSeq, hasOther } = event;
  const update = linked(before, requestSeq);
  const step = stepsAt(at, responseSeq);
  const { action = 'the request' } = update;
  switch (answer.type) {
    case 'accepted':
      return onAccepted(update, event, step);
    case 'not-known': {
      const sentence = `Does not know ${action} (${answer.why}).`;
      if (hasOther) return withStep(update, step('not-known', 'info', sentence));
      return failedWith(update, 'request', step('not-known', 'problem', sentence, unknownRemedy(update)));
    }
    case 'no-answer':
      return withStep(
        update,
        step(
          'no-answer',
          'warning',
          `No answer to ${action}. ${answer.why}`,
          'It may fetch the file all the same; Kerbside waits for it. Look at the messages: does it answer anything else?',
        ),
        // The first bytes may have come already.
        { state: update.state === 'asking' ? 'waiting' : update.state, answeredAt: at },
      );
    case 'not-connected':
      return failedWith(
        update,
        'request',
        step('not-connected', 'problem', answer.why, 'Wait until it is connected, then push again.'),
      );
    case 'certificate':
      return failedWith(update, 'request', certificateStep(answer, step));
    case 'rejected':
      return failedWith(update, 'request', rejectedStep(update, answer.why, step));
    default:
      return assertNever(answer);
  }
}

function onAccepted(update: FirmwareUpdate, { at, answer }: Answered, step: MakeStep): FirmwareUpdate {
  if (answer.type !== 'accepted') return update;
  const { action } = update;
  const other = answer.hasCancelledOther ? ' It gave up another update for this one (AcceptedCanceled).' : '';
  const canRefuse = action !== 'UpdateFirmware' || update.requestId !== undefined;
  const sentence = canRefuse
    ? `Accepted.${other}`
    : 'Answered. With this request it cannot say no: whether it fetches the file will be seen.';
  const about = answer.about === undefined ? '' : ` It says: ${answer.about}.`;
  return withStep(update, step('accepted', 'good', `${sentence}${about}`), {
    state: update.state === 'asking' ? 'waiting' : update.state,
    answeredAt: at,
  });
}

function unknownRemedy({ action, kind }: FirmwareUpdate): string {
  if (kind === 'publish') {
    return 'Only local controllers know it. Push the firmware to the charger itself.';
  }
  return action === 'SignedUpdateFirmware'
    ? 'Push it without a signature.'
    : 'A charger with the security extension may take signed firmware only: push it with a signature. Otherwise it can be updated only in its maker’s way.';
}

function certificateStep(
  { status, why }: { status: string; why: string | undefined },
  step: MakeStep,
): ReturnType<MakeStep> {
  const reason = why === undefined ? '' : ` (${why})`;
  const isRevoked = /revoked/i.test(status);
  return step(
    isRevoked ? 'certificate-revoked' : 'certificate-invalid',
    'problem',
    isRevoked
      ? `Refused: the certificate of the signature is revoked${reason}.`
      : `Refused: it does not trust the certificate of the signature (${status}${why === undefined ? '' : `: ${why}`}).`,
    'It takes only firmware that its maker signed: use the signature and certificate that came with the file. A test key is trusted by no charger that checks whose it is. Its clock may also be wrong.',
  );
}

/** Words by which stations say that the address is what they do not like. */
const ABOUT_ADDRESS = /protocol|scheme|url|uri|location|InvalidValue|UnsupportedParam/i;

function rejectedStep(update: FirmwareUpdate, why: string | undefined, step: MakeStep): ReturnType<MakeStep> {
  const { protocol, stationProtocols } = update;
  const reason = why === undefined ? '' : ` (${why})`;
  const isNotTaken = stationProtocols !== undefined && !stationProtocols.includes(protocol);
  if (isNotTaken || (why !== undefined && ABOUT_ADDRESS.test(why))) {
    const sentence = `Rejected: it does not take the address, or the protocol ${nameOf(protocol)}${reason}.`;
    return step('protocol-not-supported', 'problem', sentence, nextTry(update));
  }
  return step(
    'rejected',
    'problem',
    why === undefined ? 'Rejected, without a reason.' : `Rejected${reason}.`,
    sentences(
      'It may be charging, be busy with another update that it cannot stop, or not like the address.',
      nextTry(update),
    ),
  );
}

/** The request is the frame that the step "asked" is about. */
function linked(update: FirmwareUpdate, requestSeq: number | undefined): FirmwareUpdate {
  if (requestSeq === undefined) return update;
  const index = update.steps.findLastIndex(({ code }) => code === 'asked');
  const steps = update.steps.map((step, at) => (at === index ? { ...step, aboutSeq: requestSeq } : step));
  return { ...update, requestSeq, steps };
}
