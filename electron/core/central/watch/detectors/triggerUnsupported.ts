import { EVERY_TRIGGER, TRIGGER_UNSUPPORTED } from '../../../../../shared/station/unsupportedTrigger.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { CappedMap } from '../capped.ts';
import { statusOf } from '../outcomeStatus.ts';
import { keptText } from '../keptText.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

const KEPT = 30;
/** Rejected may mean "not at the moment", once. */
const REJECTIONS = 2;

/** Messages that a station cannot be asked for. The finding is what others look at before they offer to ask. */
export function triggerUnsupported(): Detector {
  const rejections = new CappedMap<number>(KEPT);
  return {
    interest: { outcomes: ['TriggerMessage'] },
    observe(event) {
      if (event.type !== 'outcome') return undefined;
      const { outcome, payload } = event;
      const message = keptText(textOf(objectOf(payload)['requestedMessage']) ?? '?', 60);
      if (outcome.outcome === 'refused' && /^Not(Implemented|Supported)$/.test(outcome.code ?? '')) {
        return { findings: [unsupported(EVERY_TRIGGER, 'The station does not know TriggerMessage.')] };
      }
      const status = statusOf(outcome);
      if (status === 'Accepted') rejections.delete(message);
      if (status === 'Rejected') rejections.set(message, (rejections.get(message) ?? 0) + 1);
      if (status !== 'NotImplemented' && (rejections.get(message) ?? 0) < REJECTIONS) return undefined;
      return {
        findings: [
          unsupported(message, `The station cannot be asked for ${message} with TriggerMessage (${status}).`),
        ],
      };
    },
  };
}

function unsupported(subject: string, message: string): ReturnType<typeof found> {
  return found('info', TRIGGER_UNSUPPORTED, message, {
    subject,
    clause: 'OCPP 1.6 §5.17',
    remedy:
      'Wait until it sends the message by itself; a restart brings the boot and all statuses. It is not offered any more.',
  });
}
