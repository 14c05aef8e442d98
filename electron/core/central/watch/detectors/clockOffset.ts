import { stationTime } from '../../station/stationTime.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';
import { timestampOf } from './timestamps.ts';

const HALF_HOUR_MS = 30 * 60_000;
/** Network, seconds cut off and a clock that is a little off as well. */
const TOLERANCE_MS = 60_000;
const LARGEST_ZONE_MS = 14 * 3_600_000;
const SAMPLES = 3;
/** A status that was kept for exactly an hour looks like a zone once, but not for a minute. */
const SPAN_MS = 60_000;

/**
 * Local time that is labelled as UTC: the clock is off by whole (or half) hours, again and again. Only status messages
 * count, since transactions and meter values may be sent late.
 */
export function clockOffset(): Detector {
  let offsetMs = 0;
  let count = 0;
  let since = 0;
  return {
    interest: { calls: ['StatusNotification'] },
    observe(event) {
      if (event.type !== 'call') return undefined;
      const time = stationTime(timestampOf(event.payload), event.at);
      if (time === undefined) return undefined;
      const measured = time - event.at;
      const zone = Math.round(measured / HALF_HOUR_MS) * HALF_HOUR_MS;
      if (Math.abs(measured - zone) > TOLERANCE_MS || zone === 0 || Math.abs(zone) > LARGEST_ZONE_MS) {
        count = 0;
        return undefined;
      }
      if (count === 0 || zone !== offsetMs) {
        offsetMs = zone;
        count = 0;
        since = event.at;
      }
      count += 1;
      if (count < SAMPLES || event.at - since < SPAN_MS) return undefined;
      return { findings: [localTime(zone)] };
    },
  };
}

function localTime(zoneMs: number): ReturnType<typeof found> {
  const hours = Math.abs(zoneMs) / 3_600_000;
  const how = `${hours} ${hours === 1 ? 'hour' : 'hours'} ${zoneMs > 0 ? 'ahead' : 'behind'}`;
  return found(
    'warning',
    'clock-local-time',
    `The station’s clock is exactly ${how}: it sends its local time and calls it UTC.`,
    {
      clause: 'OCPP 1.6 §3.14',
      remedy:
        'Times of transactions are wrong by that much in every back end. Set the station’s time zone to UTC, or its clock by NTP; some need a firmware update.',
    },
  );
}
