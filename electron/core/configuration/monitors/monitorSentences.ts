import { parseVariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { WantedMonitor } from '../../../../shared/station/monitor.ts';
import { integerOf, objectOf, textOf } from '../../../../shared/payloadFields.ts';

/** What SetMonitoringStatusEnumType means for the technician (OCPP 2.0.1 part 2 §3.78). */
export function setSentence(wanted: WantedMonitor, result: JsonObject): string {
  const name = parseVariableAddress(wanted.address);
  return withReason(settled(result, name?.component ?? wanted.address, name?.variable ?? '', wanted), result);
}

function settled(result: JsonObject, component: string, variable: string, { type }: WantedMonitor): string {
  switch (result['status']) {
    case 'Accepted': {
      const id = integerOf(result['id']);
      return id === undefined
        ? 'It is set, but the station gave it no number; read the monitors to learn it.'
        : `It is set, as monitor ${id}.`;
    }
    case 'UnknownComponent':
      return `The station has no component ${component} there: check EVSE, connector and spelling.`;
    case 'UnknownVariable':
      return `The component ${component} has no variable ${variable}.`;
    case 'UnsupportedMonitorType':
      return `The station offers no monitor of type ${type} for this variable.`;
    case 'Duplicate':
      return 'There is a monitor of this type and severity on this variable already. Clear that one first, or replace it by its number.';
    case 'Rejected':
      return 'The station refused it: the value may be out of range, or the monitor is hard-wired.';
    default:
      return unknownStatus(result);
  }
}

/** ClearMonitoringStatusEnumType (OCPP 2.0.1 part 2 §3.19). */
export function clearSentence(id: number, result: JsonObject): string {
  switch (result['status']) {
    case 'Accepted':
      return `Monitor ${id} is cleared.`;
    case 'Rejected':
      return withReason(
        `The station keeps monitor ${id}: those that are hard-wired cannot be cleared.`,
        result,
      );
    case 'NotFound':
      return withReason(`The station has no monitor ${id} any more.`, result);
    default:
      return unknownStatus(result);
  }
}

/** GenericDeviceModelStatusEnumType, GenericStatusEnumType. `what` is what was asked for, as the end of a sentence. */
export function statusSentence(what: string, answer: JsonObject): string {
  switch (answer['status']) {
    case 'Accepted':
      return `The station took it: ${what}.`;
    case 'Rejected':
      return withReason('The station refused it; nothing has changed.', answer);
    case 'NotSupported':
      return withReason('The station does not offer this; nothing has changed.', answer);
    case 'EmptyResultSet':
      return withReason('The station has no monitors of that kind.', answer);
    default:
      return unknownStatus(answer);
  }
}

/** Where there is no answer to look into. `open` says what is not known then. */
export function unansweredSentence(
  { outcome, code, description, requestSeq }: Outcome,
  open: string,
): string {
  if (outcome === 'refused') {
    const isUnknown = code === 'NotImplemented' || code === 'NotSupported';
    if (isUnknown)
      return `The station does not know this request (${code}): it has no monitors to work with.`;
    const why = [code, description].filter(Boolean).join(': ');
    return `The station answered with an error${why === '' ? '' : ` (${why})`}; nothing has changed.`;
  }
  if (requestSeq === undefined) return 'Not sent: the station is not connected.';
  if (outcome === 'timed-out') return `No answer came in time. ${open}`;
  if (outcome === 'disconnected') return `The station left before it answered. ${open}`;
  return `Stopped before the answer came. ${open}`;
}

export const NOTHING_SAID = 'The station’s answer says nothing about this one: read the monitors to see.';

function unknownStatus(result: JsonObject): string {
  const status = textOf(result['status']);
  return status === undefined
    ? NOTHING_SAID
    : `The station answered ${status}, which the specification does not know: read the monitors to see.`;
}

function withReason(sentence: string, { statusInfo }: JsonObject): string {
  const info = objectOf(statusInfo);
  const why = [textOf(info['reasonCode']), textOf(info['additionalInfo'])].filter(Boolean).join(': ');
  return why === '' ? sentence : `${sentence} It says: ${why}`;
}
