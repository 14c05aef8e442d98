import type { Json } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import { objectOf, textOf } from '../../../../shared/payloadFields.ts';

/** The `status` of an answer; nothing where there was none. */
export function statusOf({ outcome, payload }: Outcome): string | undefined {
  return outcome === 'answered' ? textOf(objectOf(payload)['status']) : undefined;
}

/** The station said that it does not have this, by a CALLERROR or by a status. */
export function isUnsupported(outcome: Outcome): boolean {
  if (outcome.outcome === 'refused') return /^Not(Implemented|Supported)$/.test(outcome.code ?? '');
  return /^Not(Implemented|Supported)$/.test(statusOf(outcome) ?? '');
}

/** Writes a payload for the technician, as the editor shows it. */
export function payloadText(payload: Json): string {
  return JSON.stringify(payload, undefined, 2);
}
