import { NOTHING, type Responder } from './responder.ts';

/** OCPP 1.6 §6.45. */
export const startTransaction: Responder = (_payload, { transactionIds }) => ({
  transactionId: transactionIds.next(),
  idTagInfo: { status: 'Accepted' },
});

/** OCPP 1.6 §6.49: `idTagInfo` answers an idTag and is left out without one. */
export const stopTransaction: Responder = (payload) =>
  payload['idTag'] === undefined ? NOTHING : { idTagInfo: { status: 'Accepted' } };

/** OCPP 2.x E05: an idToken must be answered, whatever the event is. */
export const transactionEvent: Responder = (payload) =>
  payload['idToken'] === undefined ? NOTHING : { idTokenInfo: { status: 'Accepted' } };
