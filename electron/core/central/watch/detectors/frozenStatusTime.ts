import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { stationTime } from '../../station/stationTime.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';

const OLD_MS = 3_600_000;
const MAX_CONNECTORS = 200;

/** Statuses that arrive again and again with the timestamp of days ago. */
export class FrozenStatusTime implements Detector {
  readonly interest = { calls: ['StatusNotification'] } as const;
  readonly #lastTimes = new Map<string, string>();

  observe(event: StationEvent): Detection | undefined {
    if (event.type !== 'call' || event.action !== 'StatusNotification') return undefined;
    const payload = objectOf(event.payload);
    const timestamp = textOf(payload['timestamp']);
    const connector = textOf(payload['connectorId']) ?? '';
    if (timestamp === undefined) return undefined;
    const before = this.#lastTimes.get(connector);
    if (before !== undefined || this.#lastTimes.size < MAX_CONNECTORS)
      this.#lastTimes.set(connector, timestamp);
    const time = stationTime(timestamp, event.at);
    if (before !== timestamp || time === undefined || event.at - time < OLD_MS) return undefined;
    const info = textOf(payload['info']);
    const said = info === undefined ? '' : ` It says: “${info.slice(0, 100)}”.`;
    const place = connector === '0' ? 'the station as a whole' : `connector ${connector}`;
    return {
      findings: [
        {
          code: 'status-time-frozen',
          severity: 'warning',
          subject: `connector ${connector}`,
          message: `The status of ${place} arrives again and again with the same old time ${timestamp}; the time at which it arrived is the one to go by.${said}`,
          remedy:
            'Take it as the state of now. Look up its “info”: what it names may have lasted since that time.',
          clause: 'OCPP 1.6 §6 StatusNotification.req',
        },
      ],
    };
  }
}
