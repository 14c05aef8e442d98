import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import type { MakeStep } from '../../diagnostics/story/steps.ts';
import { TURNED_AWAY } from './onDownload.ts';
import { failedWith, nextTry, sentences, wireWords, withStep } from './steps.ts';

/** "DownloadFailed" against the bytes that were served: where exactly it failed. */
export function downloadFailed(update: FirmwareUpdate, step: MakeStep, said: string): FirmwareUpdate {
  const failures = update.failures + 1;
  if (['verified', 'published', 'cancelled'].includes(update.state)) {
    return withStep(update, step('download-failed', 'warning', `${said}, and ${wireWords(update)}.`), {
      failures,
    });
  }
  const { retries = 0 } = update;
  const sentence = `${said}, and ${wireWords(update)}.`;
  if (failures <= retries) {
    const again = `${sentence} It is to try again (${failures} of ${retries}).`;
    return withStep(update, step('download-failed-retry', 'warning', again), { failures, state: 'waiting' });
  }
  const { code, why, remedy } = causeOf(update);
  return failedWith(
    update,
    'download',
    step(code, 'problem', sentences(sentence, why), sentences(remedy, nextTry(update))),
    { failures },
  );
}

interface Cause {
  code: string;
  why?: string;
  remedy?: string;
}

function causeOf(update: FirmwareUpdate): Cause {
  const { connectedAt, connectionCount, completeAt, isPlain, isSigned, protocol } = update;
  if (completeAt !== undefined) {
    return {
      code: 'download-failed-complete',
      why: 'So it does not like what it got: the content, or it has no room for it.',
      remedy: isSigned
        ? 'Look whether the file is the right one for this model and its signature belongs to it.'
        : 'Look whether the file is the right one for this model, and not packed.',
    };
  }
  const refused = update.steps.findLast(({ sentence }) => sentence.startsWith(TURNED_AWAY));
  if (refused !== undefined && connectionCount === 0) {
    const remedy = refused.remedy === undefined ? {} : { remedy: refused.remedy };
    const isPassword = refused.code.startsWith('wrong-password');
    const why = isPassword
      ? 'It asked by a wrong password.'
      : `It was turned away: ${refused.sentence.slice(TURNED_AWAY.length)}`;
    return { code: isPassword ? 'download-failed-password' : 'download-failed-refused', why, ...remedy };
  }
  if (connectedAt === undefined) {
    return {
      code: 'download-failed-unreached',
      why: `It cannot reach ${update.location}, or does not know ${nameOf(protocol)}.`,
      remedy: 'Look whether a firewall of this computer or the network of the charger is in the way.',
    };
  }
  if (connectionCount === 0) return { code: 'download-failed-nothing' };
  return {
    code: 'download-failed-partly',
    remedy: isPlain
      ? 'Look at the charger’s network.'
      : 'Look at the charger’s network, and at its room for the file.',
  };
}
