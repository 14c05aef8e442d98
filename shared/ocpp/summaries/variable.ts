import { isSecretAddress } from '../../configuration/secretAddress.ts';
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

/** A value as a row shows it: of a secret only that there is one. */
export function shownValue(name: string | undefined, value: string | undefined): string | undefined {
  return name !== undefined && value !== undefined && isSecretAddress(name) ? '•••' : value;
}
