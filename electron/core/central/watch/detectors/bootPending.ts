import { issueOf } from '../../sessionIssue.ts';
import { textOf } from '../../../../../shared/payloadFields.ts';
import type { Detector } from '../detector.ts';

/** What a station sends while its boot is not accepted. */
export function bootPending(): Detector {
  let status: string | undefined;
  return {
    interest: {
      calls: [
        'StatusNotification',
        'Heartbeat',
        'Authorize',
        'MeterValues',
        'StartTransaction',
        'TransactionEvent',
      ],
      answered: ['BootNotification'],
      others: ['connected'],
    },
    observe(event) {
      if (event.type === 'connected') status = undefined;
      if (event.type === 'answered') status = textOf(event.answer?.['status']);
      if (event.type !== 'call' || (status !== 'Pending' && status !== 'Rejected')) return undefined;
      const message = `${event.action} came while the boot is answered with ${status}: the station should wait.`;
      const severity = status === 'Pending' && event.action === 'StatusNotification' ? 'info' : 'warning';
      return {
        issues: [
          issueOf(severity, `sent-while-${status.toLowerCase()}`, message, 'OCPP 1.6 §4.2, OCPP 2.0.1 B02'),
        ],
      };
    },
  };
}
