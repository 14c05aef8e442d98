import type { TFunction } from 'i18next';
import { isJsonObject, type Json } from '../../../shared/json.ts';
import type { Danger } from '../../../shared/ocpp/catalog/actionInfo.ts';
import { parsedPayload } from './parsedPayload.ts';

/** `ResetType` of OCPP 1.6 and `ResetEnumType` of 2.0.1 and 2.1. */
const RESETS = ['Soft', 'Hard', 'OnIdle', 'Immediate', 'ImmediateAndResume'] as const;

/** Profiles nest a handful of levels deep. */
const DEPTH = 8;

/** Whether a charging profile holds a `limit` of 0 anywhere: upon that some stations end the transaction. */
function hasZeroLimit(json: Json | undefined, depth = DEPTH): boolean {
  if (depth === 0) return false;
  if (Array.isArray(json)) return json.some((item) => hasZeroLimit(item, depth - 1));
  if (!isJsonObject(json)) return false;
  return json['limit'] === 0 || Object.values(json).some((value) => hasZeroLimit(value, depth - 1));
}

/** What the command will do, before it is sent: for a reset, what this kind of reset does; for a limit, whether it is 0. */
export function dangerWords(t: TFunction, danger: Danger, payload: string): string {
  if (danger === 'limits-power' && hasZeroLimit(parsedPayload(payload))) return t('commands.zeroLimit');
  const json = danger === 'reboots' ? parsedPayload(payload) : undefined;
  if (isJsonObject(json)) {
    const kind = RESETS.find((name) => name === json['type']);
    const evse = json['evseId'];
    const what = typeof evse === 'number' ? t('commands.reset.evse', { evse }) : t('commands.reset.station');
    if (kind !== undefined) return t(`commands.resets.${kind}`, { what });
  }
  return t(`commands.danger.${danger}`);
}
