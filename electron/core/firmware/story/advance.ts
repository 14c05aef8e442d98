import { isUpdateSettled, type FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { stepsAt } from '../../diagnostics/story/steps.ts';
import { onAnswered, onAsked } from './onAnswer.ts';
import { hasFile } from './hasFile.ts';
import { onBooted, onLeft } from './onBoot.ts';
import { onAddressOver, onDownload } from './onDownload.ts';
import { onStatus } from './onStatus.ts';
import { onTime } from './onTime.ts';
import { amountText, failedWith, withStep } from './steps.ts';
import type { CancelReason, UpdateEvent, UpdateTimes } from './updateEvent.ts';

/** An update as it is after something happened. Pure: all that is known stands in the update. */
export function advance(update: FirmwareUpdate, event: UpdateEvent, times: UpdateTimes): FirmwareUpdate {
  const { at } = event;
  switch (event.type) {
    case 'snapshot': {
      const words = 'The configuration was kept, so that it can be put back.';
      return withStep(update, stepsAt(at, undefined)('snapshot', 'info', words), {
        snapshotId: event.snapshotId,
      });
    }
    case 'no-snapshot': {
      const words = `The configuration could not be kept before: ${event.why}`;
      return withStep(update, stepsAt(at, undefined)('no-snapshot', 'warning', words));
    }
    case 'not-sent':
      return failedWith(
        update,
        'checks',
        stepsAt(at, undefined)(event.code, 'problem', `Not sent: ${event.why}`, event.remedy),
        { isOpen: false },
      );
    case 'asked':
      return onAsked(update, event);
    case 'answered':
      return onAnswered(update, event);
    case 'status':
      return onStatus(update, event);
    case 'left':
      return onLeft(update, event);
    case 'booted':
      return onBooted(update, event);
    case 'cancelled':
      return onCancelled(update, at, event.why);
    case 'address-over':
      return onAddressOver(update, at);
    case 'tick':
      return onTime(update, at, times);
    default:
      return onDownload(update, event);
  }
}

function onCancelled(update: FirmwareUpdate, at: number, why: CancelReason): FirmwareUpdate {
  if (isUpdateSettled(update)) return { ...update, isOpen: false };
  const step = stepsAt(at, undefined);
  const isGoingOn = hasFile(update) && update.kind === 'update';
  if (why === 'kerbside-ended' && isGoingOn) {
    const words =
      'Kerbside ended while the charger had the file: what became of it was not seen. Its next start will show its version.';
    return withStep(update, step('kerbside-ended', 'warning', words), { state: 'unverified', isOpen: false });
  }
  const { code, sentence } = CANCEL_WORDS[why];
  const where =
    update.startedAt === undefined
      ? 'Nothing was sent.'
      : isGoingOn
        ? 'The charger has the file and may install it all the same: OCPP has no request to stop that.'
        : `The charger was asked, and ${update.connectionCount === 0 ? 'has fetched nothing' : `has fetched ${amountText(update)}`}; the file is not handed out any more.`;
  return withStep(update, step(code, 'info', `${sentence} ${where}`), { state: 'cancelled', isOpen: false });
}

const CANCEL_WORDS: Readonly<Record<CancelReason, { code: string; sentence: string }>> = {
  technician: { code: 'cancelled', sentence: 'Cancelled by the technician.' },
  retry: { code: 'given-up-for-retry', sentence: 'Given up for another try.' },
  replaced: { code: 'replaced', sentence: 'Given up for another update of this charger.' },
  'kerbside-ended': { code: 'kerbside-ended', sentence: 'Kerbside ended.' },
};
