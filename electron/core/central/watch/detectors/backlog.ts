import { issueOf } from '../../sessionIssue.ts';
import { stationTime } from '../../station/stationTime.ts';
import { objectOf } from '../../../../../shared/payloadFields.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';
import { spanWords } from '../timeWords.ts';
import { timestampOf } from './timestamps.ts';

/** A sample interval of some minutes is not late yet. */
const LATE_MS = 10 * 60_000;
/** Older times come from a clock that was never set. */
const OLDEST = Date.UTC(2010, 0, 1);

/** What a station kept while it had no connection, and sends long after it happened. */
export function backlog(): Detector {
  /** The station's clock minus ours, at its last message that is sent as it happens. */
  let skewMs = 0;
  return {
    interest: {
      calls: ['MeterValues', 'StartTransaction', 'StopTransaction', 'TransactionEvent', 'StatusNotification'],
    },
    observe(event) {
      if (event.type !== 'call') return undefined;
      const time = stationTime(timestampOf(event.payload), event.at);
      if (time === undefined || time < OLDEST) return undefined;
      if (event.action === 'StatusNotification') {
        skewMs = time - event.at;
        return undefined;
      }
      const lateMs = event.at + Math.min(0, skewMs) - time;
      if (lateMs < LATE_MS) return undefined;
      const marked = objectOf(event.payload)['offline'] === true ? ', and marked as such' : '';
      const message = `Kept by the station and sent late: it happened ${spanWords(lateMs)} before${marked}.`;
      return {
        issues: [issueOf('info', 'backlog', message, 'OCPP 1.6 §3.6')],
        findings: [
          found(
            'info',
            'backlog',
            'The station sends what it kept while it had no connection. Such records have the mark “backlog”.',
            {
              clause: 'OCPP 1.6 §3.6',
              remedy:
                'Nothing is wrong with that. If it sends the same records at each start, our answers do not reach it.',
            },
          ),
        ],
      };
    },
  };
}
