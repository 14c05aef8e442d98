import { objectOf, textOf } from '../../../shared/payloadFields.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';

/** What the answer to a request for an update, or a publication, means. */
export type FirmwareAnswer =
  | { type: 'accepted'; hasCancelledOther: boolean; about: string | undefined }
  | { type: 'rejected'; why: string | undefined }
  | { type: 'certificate'; status: string; why: string | undefined }
  /** The station does not know the request: another may do. */
  | { type: 'not-known'; why: string }
  | { type: 'no-answer'; why: string }
  | { type: 'not-connected'; why: string };

/** Errors that say that a station does not know the action, by whatever name (OCPP 1.6J §4.2.3). */
const UNKNOWN_ACTION = /^(?:NotImplemented|NotSupported|MessageTypeNotSupported|UnknownAction)$/i;

/**
 * UpdateFirmwareStatusEnumType of 2.x and the security whitepaper; the plain request of 1.x has no status, so that its
 * answer says no more than that it came (OCPP 1.6 §6.54), but some stations send one.
 */
export function readFirmwareAnswer(outcome: Outcome): FirmwareAnswer {
  const { code, description } = outcome;
  switch (outcome.outcome) {
    case 'answered':
      return readAnswered(outcome);
    case 'refused': {
      const why = [code, description].filter((part) => part !== undefined && part !== '').join(': ');
      return UNKNOWN_ACTION.test(code ?? '') ? { type: 'not-known', why } : { type: 'rejected', why };
    }
    case 'timed-out':
      return { type: 'no-answer', why: description ?? 'No answer in time.' };
    default:
      return { type: 'not-connected', why: description ?? 'It is not connected.' };
  }
}

function readAnswered({ payload }: Outcome): FirmwareAnswer {
  const fields = objectOf(payload);
  const status = textOf(fields['status'])?.trim() ?? '';
  const info = objectOf(fields['statusInfo']);
  const words = [textOf(info['reasonCode']), textOf(info['additionalInfo'])].filter(
    (part) => part !== undefined,
  );
  const why = words.length === 0 ? undefined : words.join(': ');
  switch (status.toLowerCase()) {
    case 'rejected':
      return { type: 'rejected', why };
    case 'invalidcertificate':
    case 'revokedcertificate':
      return { type: 'certificate', status, why };
    case 'notsupported':
    case 'notimplemented':
      return { type: 'not-known', why: `status ${status}` };
    default:
      return { type: 'accepted', hasCancelledOther: status.toLowerCase() === 'acceptedcanceled', about: why };
  }
}
