import type { Json } from '../../json.ts';
import { objectOf, textOf } from './reading.ts';
import { joined } from './wording.ts';

/** `OCPPCommCtrlr.HeartbeatInterval`, from a part of a 2.x message that names component and variable. */
export function variableName(item: Json | undefined): string | undefined {
  const component = objectOf(item, 'component');
  const variable = objectOf(item, 'variable');
  const evse = textOf(objectOf(component, 'evse'), 'id');
  const owner = joined([textOf(component, 'name'), evse === undefined ? undefined : `[${evse}]`], '');
  return joined([owner, textOf(variable, 'name')], '.') || undefined;
}

/** Keys whose value is a password (OCPP 1.6 AuthorizationKey, 2.x BasicAuthPassword and makers' own). */
export function isSecretKey(key: string | undefined): boolean {
  return key !== undefined && /authorizationkey|password|secret/i.test(key);
}
