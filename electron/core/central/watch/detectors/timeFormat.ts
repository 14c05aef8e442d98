import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { stationTime } from '../../station/stationTime.ts';
import type { DetectorFactory, NewFinding } from '../detector.ts';

const FRACTION_TIME = /"currentTime"\s*:\s*"[^"]*\.\d+Z"/;
/** A third boot so soon after two that were accepted is that of a station that cannot use the answer. */
const BOOT_LOOP_MS = 60_000;
const ENOUGH_ACCEPTED = 2;
/** Further off than any time zone, or than any clock that was set at all. */
const ODD_CLOCK_MS = 26 * 3_600_000;
const ENOUGH_ODD = 2;

/**
 * A station that cannot read our `currentTime` with its fraction of a second: it protests against the answer, boots
 * again and again, or its clock stays where it was.
 */
export const timeFormat: DetectorFactory = () => {
  let accepted: number[] = [];
  let isTold = false;
  let odd = 0;
  return {
    interest: {
      calls: ['BootNotification', 'Heartbeat', 'StatusNotification'],
      answered: ['BootNotification'],
      others: ['connected', 'protest'],
    },
    observe(event) {
      if (event.type === 'connected') {
        accepted = [];
        isTold = false;
        return undefined;
      }
      if (event.type === 'protest') {
        return FRACTION_TIME.test(event.answer) ? { findings: [protests(event.description)] } : undefined;
      }
      if (event.type === 'answered') {
        const isAccepted = event.action === 'BootNotification' && event.answer?.['status'] === 'Accepted';
        if (isAccepted) accepted = [...accepted, event.at].slice(-ENOUGH_ACCEPTED);
        return undefined;
      }
      if (event.type !== 'call') return undefined;
      const { action, at, payload } = event;
      if (action === 'BootNotification') {
        isTold = true;
        const isLoop = accepted.filter((before) => at - before < BOOT_LOOP_MS).length >= ENOUGH_ACCEPTED;
        return isLoop ? { findings: [BOOTS_AGAIN] } : undefined;
      }
      if (action === 'Heartbeat') isTold = true;
      if (action !== 'StatusNotification' || !isTold) return undefined;
      const time = stationTime(textOf(objectOf(payload)['timestamp']), at);
      if (time === undefined) return undefined;
      odd = Math.abs(time - at) > ODD_CLOCK_MS ? odd + 1 : 0;
      return odd >= ENOUGH_ODD ? { findings: [CLOCK_STAYS] } : undefined;
    },
  };
};

const REMEDY = 'Send times in whole seconds, without a fraction.';
const PROPOSAL = { label: 'Times in whole seconds', change: { timeFormat: 'whole' as const } };

function protests(description: string): NewFinding {
  const said = description === '' ? '' : ` It says: “${description.slice(0, 200)}”.`;
  return {
    code: 'time-protested',
    severity: 'error',
    message: `The charger sends an error back to an answer that holds our time.${said}`,
    remedy: REMEDY,
    clause: 'OCPP 1.6J §4.2.3',
    proposal: PROPOSAL,
  };
}

const BOOTS_AGAIN: NewFinding = {
  code: 'time-boots-again',
  severity: 'warning',
  message:
    'The charger sends BootNotification again and again on one connection, though each was accepted: it may not be able to read the time in the answer.',
  remedy: REMEDY,
  proposal: PROPOSAL,
};

const CLOCK_STAYS: NewFinding = {
  code: 'time-not-taken',
  severity: 'warning',
  message:
    'The clock of the charger is more than a day off, though it was told the time: it may not be able to read it.',
  remedy: `${REMEDY} If that does not help, set its clock or its time server.`,
  clause: 'OCPP 1.6 §4.6',
  proposal: PROPOSAL,
};
