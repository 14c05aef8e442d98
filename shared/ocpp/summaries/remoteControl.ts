import { textOf } from './reading.ts';
import type { Say, Summaries } from './summary.ts';
import { joined, place } from './wording.ts';

const triggered: Say = (payload) =>
  joined([textOf(payload, 'requestedMessage'), textOf(payload, 'customTrigger'), place(payload)]);

export const REMOTE_CONTROL: Summaries = {
  TriggerMessage: { request: triggered },
  ExtendedTriggerMessage: { request: triggered },
  UnlockConnector: { request: (payload) => place(payload) },
  DataTransfer: {
    request: (payload) =>
      joined(
        [joined([textOf(payload, 'vendorId'), textOf(payload, 'messageId')], ' '), textOf(payload, 'data')],
        ': ',
      ),
    response: (payload) => joined([textOf(payload, 'status'), textOf(payload, 'data')], ': '),
  },
};
