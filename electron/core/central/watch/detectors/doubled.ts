import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { issueOf } from '../../sessionIssue.ts';
import { keptText } from '../keptText.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

const WINDOW_MS = 2000;
const OFTEN = 3;

interface Last {
  at: number;
  key: string;
}

/** The same notification twice, with different message ids. */
export function doubled(): Detector {
  const last = new Map<string, Last>();
  let count = 0;
  return {
    interest: { calls: ['StatusNotification', 'MeterValues'], others: ['connected'] },
    observe(event) {
      // Over a connection of its own a station tells its state again, and rightly so.
      if (event.type === 'connected') last.clear();
      if (event.type !== 'call') return undefined;
      const before = last.get(event.action);
      const isClose = before !== undefined && event.at - before.at <= WINDOW_MS;
      const key = keyOf(event.action, event.payload);
      last.set(event.action, { at: event.at, key });
      if (!isClose || before.key !== key) return undefined;
      count += 1;
      const issues = [
        issueOf(
          'info',
          'notification-doubled',
          `The same ${event.action} as ${event.at - before.at} ms before, under another id.`,
        ),
      ];
      if (count < OFTEN) return { issues };
      return {
        issues,
        findings: [
          found('info', 'notifications-doubled', 'The station sends notifications twice.', {
            remedy:
              'Only the load doubles. Check whether it is connected twice, through a second back end or a gateway.',
          }),
        ],
      };
    },
  };
}

/** All of a status; of meter values the connector, the time and the length: they are long, and come all the time. */
function keyOf(action: string, payload: Parameters<typeof objectOf>[0]): string {
  if (action === 'StatusNotification') return keptText(JSON.stringify(payload), 500);
  const fields = objectOf(payload);
  const list = fields['meterValue'];
  const first = Array.isArray(list) ? objectOf(list[0]) : objectOf(list);
  const samples = first['sampledValue'];
  const value = Array.isArray(samples) ? textOf(objectOf(samples[0])['value']) : undefined;
  const time = textOf(first['timestamp']) ?? '';
  const count = Array.isArray(samples) ? samples.length : 0;
  return keptText(
    `${textOf(fields['connectorId'] ?? fields['evseId'])} ${count} ${time} ${value ?? ''}`,
    200,
  );
}
