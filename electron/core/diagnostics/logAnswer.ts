import type { LogAction } from '../../../shared/files/logKind.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { objectOf, textOf } from '../../../shared/payloadFields.ts';

/** What the answer to GetDiagnostics or GetLog means. */
export type LogAnswer =
  | { type: 'accepted'; fileName: string | undefined; hasCancelledOther: boolean }
  | { type: 'rejected'; why: string | undefined }
  /** The station does not know the request, or gives no answer to it: another request may do. */
  | { type: 'not-known'; why: string }
  | { type: 'no-answer'; why: string }
  | { type: 'not-connected'; why: string };

/** Errors that say that a station does not know the action, by whatever name (OCPP 1.6J §4.2.3). */
const UNKNOWN_ACTION = /^(?:NotImplemented|NotSupported|MessageTypeNotSupported|UnknownAction)$/i;

export function readLogAnswer(action: LogAction, outcome: Outcome): LogAnswer {
  const { code, description } = outcome;
  switch (outcome.outcome) {
    case 'answered':
      return readAnswered(action, outcome);
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

/**
 * Without a file name there is nothing to upload (OCPP 1.6 §6.22, 2.0.1 part 2 §1.25.2). GetDiagnostics has no status,
 * but some stations send one.
 */
function readAnswered(action: LogAction, { payload }: Outcome): LogAnswer {
  const fields = objectOf(payload);
  const status = textOf(fields['status'])?.toLowerCase();
  const info = objectOf(fields['statusInfo']);
  const why = [textOf(info['reasonCode']), textOf(info['additionalInfo'])]
    .filter((part) => part !== undefined)
    .join(': ');
  if (status === 'rejected') return { type: 'rejected', why: why === '' ? undefined : why };
  if (status === 'notsupported' || status === 'notimplemented')
    return { type: 'not-known', why: `status ${textOf(fields['status']) ?? ''}` };
  const named = action === 'GetLog' ? ['filename', 'fileName'] : ['fileName', 'filename'];
  const fileName = named.map((name) => textOf(fields[name])?.trim()).find((name) => (name ?? '') !== '');
  return { type: 'accepted', fileName, hasCancelledOther: status === 'acceptedcanceled' };
}
