import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

const WINDOW_MS = 10 * 60_000;
const MANY = 5;
const SAID = /system ?time|setting ?system|time (was )?(changed|set|adjusted)|clock (was )?(changed|set)/i;

/** A station that tells again and again that its clock was set. */
export function clockStorm(): Detector {
  const times: number[] = [];
  return {
    interest: { calls: ['SecurityEventNotification', 'StatusNotification', 'DataTransfer'] },
    observe(event) {
      if (event.type !== 'call') return undefined;
      const fields = objectOf(event.payload);
      const words = ['type', 'techInfo', 'info', 'vendorErrorCode', 'data', 'messageId'];
      if (!words.some((name) => SAID.test((textOf(fields[name]) ?? '').slice(0, 500)))) return undefined;
      times.push(event.at);
      if (times.length > MANY) times.shift();
      const [first = event.at] = times;
      if (times.length < MANY || event.at - first > WINDOW_MS) return undefined;
      return {
        findings: [
          found('info', 'clock-storm', 'The station tells over and over that its system time was changed.', {
            remedy:
              'Its clock is corrected from several sides (NTP, the mobile modem, our answers) that disagree. Leave one of them on. The messages themselves do no harm; hide them with a filter.',
          }),
        ],
      };
    },
  };
}
