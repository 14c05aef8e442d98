import { assertNever } from '../../../../shared/assertNever.ts';
import type { DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import type { FetchEvent } from './fetchEvent.ts';
import { nextTry, stepsAt, withStep, type MakeStep } from './steps.ts';

type Asked = Extract<FetchEvent, { type: 'asked' }>;
type Answered = Extract<FetchEvent, { type: 'answered' }>;

export function onAsked(fetch: DiagnosticsFetch, event: Asked): DiagnosticsFetch {
  const { at, action, requestId, isSecond } = event;
  const by = `with ${action} to upload to ${fetch.location}`;
  const sentence = isSecond ? `Asked ${by} instead.` : `Asked ${by}. ${fetch.protocolReason}`;
  const { requestId: _before, requestSeq: _seq, ...rest } = fetch;
  return withStep(
    { ...rest, action, ...(requestId === undefined ? {} : { requestId }) },
    { at, code: 'asked', level: 'info', sentence },
  );
}

export function onAnswered(before: DiagnosticsFetch, event: Answered): DiagnosticsFetch {
  const { at, answer, requestSeq, responseSeq } = event;
  const fetch = linked(before, requestSeq);
  const step = stepsAt(at, responseSeq);
  const level = event.hasOther ? 'info' : 'problem';
  const change: Partial<DiagnosticsFetch> = event.hasOther ? {} : { state: 'failed' };
  switch (answer.type) {
    case 'accepted':
      return onAccepted(fetch, event, step);
    case 'not-known':
      return withStep(
        fetch,
        step('not-known', level, `Does not know ${fetch.action ?? 'the request'} (${answer.why}).`),
        change,
      );
    case 'no-answer':
      return withStep(
        fetch,
        step(
          'no-answer',
          level,
          `No answer to ${fetch.action ?? 'the request'}. ${answer.why}`,
          'Look at the messages: does it answer anything else? Some chargers say nothing to a request that they do not know.',
        ),
        change,
      );
    case 'not-connected':
      return withStep(
        fetch,
        step('not-connected', 'problem', answer.why, 'Wait until it is connected, then ask again.'),
        { state: 'failed' },
      );
    case 'rejected':
      return onRejected(fetch, answer.why, step);
    default:
      return assertNever(answer);
  }
}

function onAccepted(fetch: DiagnosticsFetch, { at, answer }: Answered, step: MakeStep): DiagnosticsFetch {
  if (answer.type !== 'accepted') return fetch;
  const { fileName, hasCancelledOther } = answer;
  const other = hasCancelledOther ? ' It gave up another upload for this one (AcceptedCanceled).' : '';
  // The first bytes may have come before the answer.
  const state = fetch.state === 'asking' ? 'waiting' : fetch.state;
  if (fileName === undefined) {
    return withStep(
      fetch,
      step(
        'nothing-to-upload',
        'warning',
        `Answered without a file name: it says that it has nothing to upload.${other}`,
        fetch.from === undefined && fetch.to === undefined
          ? 'Some chargers upload all the same; Kerbside waits a little.'
          : 'Ask without a time range: its clock may be wrong. Some chargers upload all the same; Kerbside waits a little.',
      ),
      { state, answeredAt: at },
    );
  }
  return withStep(fetch, step('accepted', 'good', `Accepted: the file is to be ${fileName}.${other}`), {
    state,
    answeredAt: at,
    fileName,
  });
}

/** Words by which stations say that the address is what they do not like. */
const ABOUT_ADDRESS = /protocol|scheme|url|uri|location|InvalidValue|UnsupportedParam/i;

function onRejected(fetch: DiagnosticsFetch, why: string | undefined, step: MakeStep): DiagnosticsFetch {
  const { protocol, stationProtocols } = fetch;
  const reason = why === undefined ? '' : ` (${why})`;
  const isNotTaken = stationProtocols !== undefined && !stationProtocols.includes(protocol);
  if (isNotTaken || (why !== undefined && ABOUT_ADDRESS.test(why))) {
    const sentence = `Rejected: the protocol ${nameOf(protocol)} is not supported${reason}.`;
    return withStep(fetch, step('protocol-not-supported', 'problem', sentence, nextTry(fetch)), {
      state: 'failed',
    });
  }
  return withStep(
    fetch,
    step(
      'rejected',
      'problem',
      why === undefined ? 'Rejected, without a reason.' : `Rejected${reason}.`,
      ['It may be busy with another upload, or not like the address.', nextTry(fetch)].join(' ').trim(),
    ),
    { state: 'failed' },
  );
}

/** The request is the frame that the step "asked" is about. */
function linked(fetch: DiagnosticsFetch, requestSeq: number | undefined): DiagnosticsFetch {
  if (requestSeq === undefined) return fetch;
  const index = fetch.steps.findLastIndex(({ code }) => code === 'asked');
  const steps = fetch.steps.map((step, at) => (at === index ? { ...step, aboutSeq: requestSeq } : step));
  return { ...fetch, requestSeq, steps };
}
