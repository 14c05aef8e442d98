import type { FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import type { FirmwareUpdate, UpdateStage, UpdateState } from '../../../../shared/files/firmwareUpdate.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import { stepsAt, type MakeStep } from '../../diagnostics/story/steps.ts';
import { downloadFailed } from './downloadFailed.ts';
import { judged } from './judged.ts';
import { amountText, failedWith, hasOpenConnection, sentences, wireWords, withStep } from './steps.ts';
import type { UpdateEvent } from './updateEvent.ts';

type Told = Extract<UpdateEvent, { type: 'status' }>;
type Reaction = (update: FirmwareUpdate, step: MakeStep, said: string) => FirmwareUpdate;

/**
 * What the station says (FirmwareStatus of 1.x, FirmwareStatusEnumType of the security whitepaper and 2.x,
 * PublishFirmwareStatusEnumType), held against the bytes on the wire. Any order is taken: many skip some of the graph
 * (QUIRKS 136, 161).
 */
export function onStatus(update: FirmwareUpdate, told: Told): FirmwareUpdate {
  const { at, status, about, seq, otherId, locations } = told;
  const isRepeated = update.status?.status === status;
  const { bootedAt, ...rest } = update;
  const next: FirmwareUpdate = {
    ...rest,
    // What is begun after a start is not what that start was for.
    ...(bootedAt === undefined || BEGINS.test(status) ? {} : { bootedAt }),
    movedAt: at,
    status: { status, at, ...(seq === undefined ? {} : { seq }) },
    ...(locations === undefined ? {} : { publishedAt: locations }),
  };
  // Some say the same every two seconds.
  if (isRepeated && !isAnotherFailure(update, status)) return next;
  const step = stepsAt(at, seq);
  const id = otherId === undefined ? '' : `, for request ${otherId} instead of ${update.requestId ?? 'ours'}`;
  const said = `Says ${status}${about === undefined ? '' : ` (${about})`}${id}`;
  return (REACTIONS[status.toLowerCase()] ?? unknownStatus)(next, step, said);
}

/** A failure that is said again is one more where another try was due, or was seen. */
function isAnotherFailure(
  { status, connections, failures, retries = 0 }: FirmwareUpdate,
  said: string,
): boolean {
  if (!/fail/i.test(said)) return false;
  return failures <= retries || connections.some(({ at }) => at > (status?.at ?? 0));
}

const BEGINS = /^(?:downloading|downloaded|installing|installrebooting)$/i;

/** What is said may come late: it does not undo what is proven, or given up. */
function going(update: FirmwareUpdate, step: FetchStep, state: UpdateState): FirmwareUpdate {
  const isOver = ['verified', 'cancelled', 'published'].includes(update.state);
  return withStep(update, step, isOver ? {} : { state });
}

function failing(update: FirmwareUpdate, stage: UpdateStage, step: FetchStep): FirmwareUpdate {
  if (update.state === 'verified' || update.state === 'published') {
    const words = `${step.sentence} The version proves the opposite.`;
    return withStep(update, { ...step, level: 'warning', sentence: words });
  }
  return update.state === 'cancelled' ? withStep(update, step) : failedWith(update, stage, step);
}

const REACTIONS: Readonly<Record<string, Reaction>> = {
  idle: (update, step, said) =>
    withStep(
      update,
      step('says-idle', 'info', `${said}: it is not busy with firmware; ${wireWords(update)}.`),
    ),
  downloadscheduled: (update, step, said) =>
    going(update, step('says-scheduled', 'info', `${said}: it will fetch the file later.`), 'waiting'),
  downloading: (update, step, said) => {
    const seen =
      update.connectionCount === 0 ? 'but has asked for no byte yet' : `${amountText(update)} so far`;
    return going(update, step('says-downloading', 'info', `${said}, ${seen}.`), 'downloading');
  },
  downloadpaused: (update, step, said) =>
    going(update, step('says-paused', 'info', `${said} at ${amountText(update)}.`), 'waiting'),
  downloaded,
  downloadfailed: downloadFailed,
  installscheduled: (update, step, said) =>
    going(
      update,
      step(
        'install-scheduled',
        'info',
        `${said}: it installs at the time that it was told, or when no car charges.`,
      ),
      'downloaded',
    ),
  installing: (update, step, said) =>
    going(update, step('says-installing', 'info', `${said}; ${wireWords(update)}.`), 'installing'),
  installrebooting: (update, step, said) =>
    going(update, step('says-rebooting', 'info', `${said}: it restarts to install.`), 'rebooting'),
  installed,
  installationfailed: (update, step, said) =>
    failing(
      update,
      'installation',
      step(
        'installation-failed',
        'problem',
        `${said}, and ${wireWords(update)}.`,
        'The file may be for another model, or need another version to be installed first. Fetch the diagnostics: they mostly say why.',
      ),
    ),
  installverificationfailed: (update, step, said) =>
    failing(
      update,
      'installation',
      step(
        'verification-failed',
        'problem',
        `${said}: it checked the file and does not take it; ${wireWords(update)}.`,
        'The file is damaged, or for another model. Compare its SHA-256 with that of the maker.',
      ),
    ),
  signatureverified: (update, step, said) =>
    going(update, step('signature-verified', 'good', `${said}: the signature is right.`), 'downloaded'),
  invalidsignature: (update, step, said) =>
    failing(
      update,
      'signature',
      step(
        'invalid-signature',
        'problem',
        `${said}: the signature does not fit the file; ${wireWords(update)}.`,
        'Use the signature that the maker made for this very file. Chargers differ in which form they take (RSA or ECDSA).',
      ),
    ),
  acceptedcanceled: (update, step, said) =>
    failing(
      update,
      'request',
      step('gave-way', 'problem', `${said}: it gave this update up for a newer request.`),
    ),
  checksumverified: (update, step, said) =>
    going(update, step('checksum-verified', 'good', `${said}: the MD5 is right.`), 'downloaded'),
  invalidchecksum: (update, step, said) =>
    failing(
      update,
      'signature',
      step(
        'invalid-checksum',
        'problem',
        `${said}: what it has differs from the MD5 that it was told; ${wireWords(update)}.`,
        'Publish it again.',
      ),
    ),
  published: (update, step, said) => {
    const places = update.publishedAt?.join(', ') ?? 'an address that it does not tell';
    return withStep(
      update,
      step('published', 'good', `${said}: the stations behind it find it at ${places}.`),
      {
        state: update.state === 'cancelled' ? 'cancelled' : 'published',
      },
    );
  },
  publishfailed: (update, step, said) =>
    failing(
      update,
      'installation',
      step('publish-failed', 'problem', `${said}, and ${wireWords(update)}.`, 'It may lack the room for it.'),
    ),
};

function downloaded(update: FirmwareUpdate, step: MakeStep, said: string): FirmwareUpdate {
  const { completeAt, connectionCount, coveredBytes, file } = update;
  // The last answer of a connection may still be on its way when the station has all it needs.
  if (completeAt !== undefined || coveredBytes === file.sizeBytes) {
    const whole = `${said}, and it fetched the whole file (${sizeText(file.sizeBytes)}).`;
    return going(update, step('says-downloaded', 'good', whole), 'downloaded');
  }
  const sentence =
    connectionCount === 0
      ? `${said}, but never fetched the file from here.`
      : `${said}, but only ${amountText(update)} have left.`;
  const remedy =
    connectionCount === 0
      ? 'It may have had the file from before, or fetch it by another way.'
      : hasOpenConnection(update)
        ? undefined
        : 'It may have had a part of the file from before. If not, what it installs is damaged.';
  return going(update, step('downloaded-incomplete', 'warning', sentence, remedy), 'downloaded');
}

function installed(update: FirmwareUpdate, step: MakeStep, said: string): FirmwareUpdate {
  if (update.state === 'verified') {
    return withStep(update, step('confirmed', 'good', `${said}, as its version proves.`));
  }
  if (update.state === 'cancelled') return withStep(update, step('says-installed', 'warning', `${said}.`));
  if (update.bootedAt !== undefined) return judged(update, step);
  return withStep(
    update,
    step(
      'says-installed',
      'info',
      sentences(`${said}, and ${wireWords(update)}.`, 'Its next start will show which version it has.'),
    ),
    { state: 'rebooting' },
  );
}

function unknownStatus(update: FirmwareUpdate, step: MakeStep, said: string): FirmwareUpdate {
  return withStep(
    update,
    step('unknown-status', 'warning', `${said}, which is no status of the specification.`),
  );
}
