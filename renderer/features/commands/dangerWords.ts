import type { TFunction } from 'i18next';
import { isJsonObject } from '../../../shared/json.ts';
import type { Danger } from '../../../shared/ocpp/catalog/actionInfo.ts';
import { parsedPayload } from './parsedPayload.ts';

/** `ResetType` of OCPP 1.6 and `ResetEnumType` of 2.0.1 and 2.1. */
const RESETS = ['Soft', 'Hard', 'OnIdle', 'Immediate', 'ImmediateAndResume'] as const;

/** What the command will do, before it is sent: for a reset, what this kind of reset does. */
export function dangerWords(t: TFunction, danger: Danger, payload: string): string {
  const json = danger === 'reboots' ? parsedPayload(payload) : undefined;
  if (isJsonObject(json)) {
    const kind = RESETS.find((name) => name === json['type']);
    const evse = json['evseId'];
    const what = typeof evse === 'number' ? t('commands.reset.evse', { evse }) : t('commands.reset.station');
    if (kind !== undefined) return t(`commands.resets.${kind}`, { what });
  }
  return t(`commands.danger.${danger}`);
}
