import type { DiagnosticsFetch, FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { FetchEvent } from './fetchEvent.ts';
import { TURNED_AWAY } from './onUpload.ts';
import { amountText, nextTry, stepsAt, withStep, type MakeStep } from './steps.ts';

type Told = Extract<FetchEvent, { type: 'status' }>;
type Verdict = { step: FetchStep; change?: Partial<DiagnosticsFetch> };
type Reaction = (fetch: DiagnosticsFetch, step: MakeStep, said: string) => Verdict;

/** What the station says (DiagnosticsStatus of 1.x, UploadLogStatusEnumType), held against the bytes on the wire. */
export function onStatus(fetch: DiagnosticsFetch, told: Told): DiagnosticsFetch {
  const { at, status, about, seq, otherId } = told;
  const isRepeated = fetch.status?.status === status && status === 'Uploading';
  const next: DiagnosticsFetch = {
    ...fetch,
    movedAt: at,
    status: { status, at, ...(seq === undefined ? {} : { seq }) },
  };
  // Some stations say so every two seconds.
  if (isRepeated) return next;
  const step = stepsAt(at, seq);
  const id = otherId === undefined ? '' : `, for request ${otherId} instead of ${fetch.requestId ?? 'ours'}`;
  const said = `Says ${status}${about === undefined ? '' : ` (${about})`}${id}`;
  const { step: made, change } = (REACTIONS[status.toLowerCase()] ?? unknownStatus)(next, step, said);
  if (fetch.state !== 'cancelled') return withStep(next, made, change);
  // Whoever is cut off says that it failed: so it was wanted.
  const { remedy: _next, ...calm } = made;
  return withStep(next, { ...calm, level: 'info' });
}

const REACTIONS: Readonly<Record<string, Reaction>> = {
  idle: (fetch, step, said) => ({
    step: step(
      'says-idle',
      'info',
      `${said}: it uploads nothing at the moment.${fetch.file === undefined ? ' Nothing has arrived.' : ''}`,
    ),
  }),
  uploading: (fetch, step, said) => {
    if (fetch.connectedAt === undefined) {
      return { step: step('says-uploading', 'info', `${said}, but has not connected yet.`) };
    }
    return { step: step('says-uploading', 'info', `${said}: ${amountText(fetch)} so far.`) };
  },
  uploaded: (fetch, step, said) => {
    if (fetch.file !== undefined) {
      const size = sizeText(fetch.file.sizeBytes);
      return { step: step('confirmed', 'good', `${said}: the file of ${size} is here.`) };
    }
    const sentence =
      fetch.state === 'uploading'
        ? `${said} while the file is still coming: ${amountText(fetch)} so far.`
        : `${said}; Kerbside looks whether something is still on its way.`;
    return { step: step('says-uploaded', 'info', sentence) };
  },
  uploadfailed: uploadFailed,
  uploadfailure: uploadFailed,
  badmessage: (fetch, step, said) =>
    failed(
      fetch,
      step(
        'bad-message',
        'problem',
        `${said}: it could not make sense of what ${nameOf(fetch.protocol)} answered.`,
        nextTry(fetch),
      ),
    ),
  notsupportedoperation: (fetch, step, said) =>
    failed(
      fetch,
      step(
        'protocol-not-supported',
        'problem',
        `${said}: the protocol ${nameOf(fetch.protocol)} is not supported for an upload.`,
        nextTry(fetch),
      ),
    ),
  permissiondenied: (fetch, step, said) =>
    failed(
      fetch,
      step(
        'permission-denied',
        'problem',
        `${said}: it was not let in, or did not try with the user and password of the address.`,
        `Ask again, which makes a new password. ${nextTry(fetch)}`.trim(),
      ),
    ),
  acceptedcanceled: (fetch, step, said) =>
    failed(
      fetch,
      step(
        'gave-way',
        'problem',
        `${said}: it gave this upload up for a newer request.`,
        'Another request for a log was sent meanwhile; its answer stands in the messages.',
      ),
    ),
};

function uploadFailed(fetch: DiagnosticsFetch, step: MakeStep, said: string): Verdict {
  if (fetch.file !== undefined) {
    const sentence = `${said}, though the whole file arrived: it seems not to like the answer that it got.`;
    return { step: step('failed-but-arrived', 'warning', sentence) };
  }
  const failures = fetch.failures + 1;
  const refused = fetch.steps.findLast(({ sentence }) => sentence.startsWith(TURNED_AWAY));
  const isRefused = refused !== undefined && fetch.bytes === 0;
  const where = isRefused
    ? 'since Kerbside refused what it wanted to send'
    : fetch.connectedAt === undefined
      ? `and has never connected to ${fetch.location}: it cannot reach that address, or does not know ${nameOf(fetch.protocol)}`
      : fetch.bytes === 0
        ? 'and has connected, but sent nothing'
        : `after ${amountText(fetch)}`;
  if (failures <= (fetch.retries ?? 0)) {
    const again = `${said}, ${where}. It is to try again (${failures} of ${fetch.retries ?? 0}).`;
    return { step: step('upload-failed-retry', 'warning', again), change: { failures, state: 'waiting' } };
  }
  if (isRefused) {
    return {
      step: step('upload-failed-refused', 'problem', `${said}, ${where}.`, refused.remedy),
      change: { failures, state: 'failed' },
    };
  }
  const hint =
    fetch.connectedAt === undefined
      ? 'Look whether a firewall of this computer or the network of the charger is in the way.'
      : '';
  return {
    step: step('upload-failed', 'problem', `${said}, ${where}.`, `${hint} ${nextTry(fetch)}`.trim()),
    change: { failures, state: 'failed' },
  };
}

function failed(fetch: DiagnosticsFetch, step: FetchStep): Verdict {
  // A file that is here stays received, whatever is said of it.
  if (fetch.file !== undefined) return { step: { ...step, level: 'warning' } };
  return { step, change: { failures: fetch.failures + 1, state: 'failed' } };
}

function unknownStatus(_fetch: DiagnosticsFetch, step: MakeStep, said: string): Verdict {
  return { step: step('unknown-status', 'warning', `${said}, which is no status of the specification.`) };
}
