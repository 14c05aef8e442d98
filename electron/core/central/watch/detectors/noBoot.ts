import { isUnsupported, payloadText } from '../outcomeStatus.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

const WAIT_MS = 10_000;

/** No BootNotification upon a connection: who it is stays open, though it is served all the same. */
export function noBoot(): Detector {
  let waitingSince: number | undefined;
  let canBeAsked = true;
  return {
    interest: {
      calls: ['BootNotification'],
      outcomes: ['TriggerMessage'],
      others: ['connected', 'disconnected', 'tick'],
    },
    observe(event) {
      if (event.type === 'connected') waitingSince = event.at;
      if (event.type === 'disconnected' || event.type === 'call') waitingSince = undefined;
      if (event.type === 'outcome' && isUnsupported(event.outcome)) canBeAsked = false;
      if (event.type !== 'tick' || waitingSince === undefined || event.at - waitingSince < WAIT_MS)
        return undefined;
      waitingSince = undefined;
      const remedy = canBeAsked
        ? 'Its messages are answered all the same. Ask it with TriggerMessage for a BootNotification to learn maker, model and firmware.'
        : 'Its messages are answered all the same. It cannot be asked with TriggerMessage; a restart makes it boot.';
      const offer = {
        label: 'TriggerMessage BootNotification',
        action: 'TriggerMessage',
        payload: payloadText({ requestedMessage: 'BootNotification' }),
      };
      return {
        findings: [
          found(
            'info',
            'no-boot',
            'The station connected without a BootNotification, as many do when only the connection was lost.',
            { clause: 'OCPP 1.6 §4.2', remedy, ...(canBeAsked ? { offer } : {}) },
          ),
        ],
      };
    },
  };
}
