import { objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { joined, labelled, place, status } from './wording.ts';

export const AVAILABILITY: Summaries = {
  StatusNotification: {
    request(payload) {
      const error = textOf(payload, 'errorCode');
      return joined([
        joined([place(payload), textOf(payload, 'status') ?? textOf(payload, 'connectorStatus')], ' '),
        error === undefined || error === 'NoError' ? undefined : `error “${error}”`,
        textOf(payload, 'info'),
        labelled('maker’s code', textOf(payload, 'vendorErrorCode')),
      ]);
    },
  },
  ChangeAvailability: {
    request: (payload) =>
      joined(
        [
          objectOf(payload, 'evse') === undefined && textOf(payload, 'connectorId') === undefined
            ? 'station'
            : place(payload),
          textOf(payload, 'type') ?? textOf(payload, 'operationalStatus'),
        ],
        ' ',
      ),
    response: (payload) => status(payload),
  },
};
