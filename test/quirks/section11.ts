import { call, fine, type QuirkRow } from './quirkRow.ts';

const stop = (id: string): string =>
  call('StopTransaction', { transactionId: 7, meterStop: 10, timestamp: '2026-01-31T12:00:00Z' }, id);

/** Seen on the wire from independent implementations. */
export const ROWS: readonly QuirkRow[] = [
  {
    row: 159,
    title: 'a triggered message that comes as an action that does not exist',
    steps: [
      {
        command: { action: 'TriggerMessage', payload: { requestedMessage: 'FirmwareStatusNotification' } },
        reply: '[3,"$ID",{"status":"Accepted"}]',
        outcome: { outcome: 'answered', payload: { status: 'Accepted' } },
        issues: [],
      },
      {
        send: call('CustomOperation', {}),
        answer: { error: 'NotImplemented', says: 'CustomOperation' },
        issues: [{ issue: 'error action-unknown', says: 'No OCPP version has' }],
      },
    ],
  },
  {
    row: 160,
    title: 'two StopTransaction for one transaction are both answered',
    steps: [fine(stop('1')), { ...fine(stop('2')), issues: ['warning stop-repeated'] }],
    findings: ['stop-repeated', 'stop-without-start'],
  },
  {
    row: 165,
    title: 'NotSupported and NotImplemented are told apart in words',
    steps: [
      {
        command: { action: 'ClearCache', payload: {} },
        reply: '[4,"$ID","NotSupported","",{}]',
        outcome: { outcome: 'refused', code: 'NotSupported' },
        issues: [
          { issue: 'info refusal-not-supported', says: 'knows ClearCache', clause: 'OCPP 1.6J §4.2.3' },
        ],
      },
      {
        command: { action: 'ClearCache', payload: {} },
        reply: '[4,"$ID","NotImplemented","",{}]',
        outcome: { outcome: 'refused', code: 'NotImplemented' },
        issues: [{ issue: 'info refusal-not-implemented', says: 'does not know ClearCache' }],
      },
    ],
  },
  {
    row: 166,
    title: 'timestamps with +00:00 and microseconds',
    steps: [
      fine(
        call('StatusNotification', {
          connectorId: 1,
          errorCode: 'NoError',
          status: 'Available',
          timestamp: '2026-01-31T12:00:00.123456+00:00',
        }),
      ),
    ],
    station: { connectors: [{ status: 'Available' }] },
  },
];
