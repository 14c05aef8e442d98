import type { Json } from '../../json.ts';
import { sayMeterValues } from './meterValues.ts';
import { isTrue, listOf, objectOf, textOf } from './reading.ts';
import { sayProfile } from './scheduleWords.ts';
import type { Summaries } from './summary.ts';
import { amount } from './tariffs.ts';
import { energyWh, joined, labelled, place, shortId, status, tag, transaction } from './wording.ts';

export const TRANSACTIONS: Summaries = {
  StartTransaction: {
    request: (payload) =>
      joined([
        place(payload),
        tag(payload),
        labelled('meter', energyWh(payload, 'meterStart')),
        labelled('reservation', textOf(payload, 'reservationId')),
      ]),
    response: (payload) => joined([transaction(payload), status(objectOf(payload, 'idTagInfo'))]),
  },
  StopTransaction: {
    request: (payload) =>
      joined([
        transaction(payload),
        labelled('meter', energyWh(payload, 'meterStop')),
        textOf(payload, 'reason'),
        tag(payload),
      ]),
    response: (payload) => status(objectOf(payload, 'idTagInfo')),
  },
  TransactionEvent: {
    request(payload) {
      const info = objectOf(payload, 'transactionInfo');
      return joined([
        textOf(payload, 'eventType'),
        transaction(info),
        textOf(payload, 'triggerReason'),
        textOf(info, 'chargingState'),
        labelled('stopped:', textOf(info, 'stoppedReason')),
        isTrue(payload, 'offline') ? 'offline' : undefined,
        place(payload),
        tag(payload),
        labelled('reservation', textOf(payload, 'reservationId')),
        sayMeterValues(listOf(payload, 'meterValue')),
      ]);
    },
    response: (payload) =>
      joined([status(objectOf(payload, 'idTokenInfo')), labelled('cost', amount(payload, 'totalCost'))]),
  },
  GetTransactionStatus: {
    request: (payload) => transaction(payload) ?? 'do messages still wait to be sent?',
    response(payload) {
      const isRunning = textOf(payload, 'ongoingIndicator');
      const hasQueue = textOf(payload, 'messagesInQueue');
      return joined([
        isRunning === undefined ? undefined : isRunning === 'true' ? 'running' : 'not running',
        hasQueue === undefined ? undefined : hasQueue === 'true' ? 'messages wait' : 'no messages wait',
      ]);
    },
  },
  RemoteStartTransaction: {
    request: (payload) => joined([place(payload), tag(payload), limited(payload)]),
  },
  RemoteStopTransaction: { request: (payload) => transaction(payload) },
  RequestStartTransaction: {
    request: (payload) => joined([place(payload), tag(payload), limited(payload)]),
    response: (payload) => joined([status(payload), transaction(payload)]),
  },
  RequestStopTransaction: { request: (payload) => transaction(payload) },
  ReserveNow: {
    request: (payload) =>
      joined([
        labelled('reservation', textOf(payload, 'reservationId') ?? textOf(payload, 'id')),
        place(payload),
        tag(payload),
        labelled('until', textOf(payload, 'expiryDate') ?? textOf(payload, 'expiryDateTime')),
      ]),
  },
  CancelReservation: { request: (payload) => labelled('reservation', textOf(payload, 'reservationId')) },
  ReservationStatusUpdate: {
    request: (payload) =>
      joined([
        labelled('reservation', shortId(textOf(payload, 'reservationId'))),
        textOf(payload, 'reservationUpdateStatus'),
      ]),
  },
};

function limited(payload: Json | undefined): string | undefined {
  const profile = objectOf(payload, 'chargingProfile');
  if (profile === undefined) return undefined;
  return labelled('with', sayProfile(profile) || 'a charging profile');
}
