import { textOf } from '../../../../../shared/payloadFields.ts';
import { refused, type Responder } from './responder.ts';

/** OCPP 2.1 I: nobody here can vouch for a number. The number is given back, at most 20 characters of it. */
export const vatNumberValidation: Responder = (payload) => ({
  ...refused('Rejected', 'NoService', 'Kerbside is not connected to a VAT service.'),
  vatNumber: (textOf(payload['vatNumber']) ?? '').slice(0, 20),
});
