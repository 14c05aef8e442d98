import type { CheckedShape } from '../ocpp/configuration/checkValue.ts';
import type { ControlledShape } from '../ocpp/configuration/control.ts';
import { describeKey } from '../ocpp/configuration/keyCatalogue.ts';
import type { KeyDescription } from '../ocpp/configuration/keyDescription.ts';
import { describeVariable } from '../ocpp/deviceModel/variableCatalogue.ts';
import type { VariableDescription } from '../ocpp/deviceModel/variableDescription.ts';
import { variableShape } from '../ocpp/deviceModel/variableShape.ts';
import { keyMeaning } from '../trace/redaction/keyMeaning.ts';
import type { ConfigurationItem } from './item.ts';
import { driverKey } from './driverKey.ts';
import { isOcpp, hasKeys, type Spoken } from './spoken.ts';
import { parseVariableAddress } from './variableAddress.ts';

/** What is known about an item: `shape` always, so that it can be checked and edited; the rest where somebody described it. */
export interface ItemDescription {
  shape: CheckedShape & ControlledShape;
  key?: KeyDescription;
  variable?: VariableDescription;
}

/** What is known about a key of 1.x: the specification, and the packs of makers where they are given. */
export type DescribeKey = (key: string) => KeyDescription | undefined;

/**
 * What is known about an item of any version. An item that nobody described is a text, or what the station says of it; with
 * a name such as WifiPassword it is a secret.
 */
export function describeItem(
  spoken: Spoken,
  { address, characteristics, driver }: Pick<ConfigurationItem, 'address' | 'characteristics' | 'driver'>,
  describe: DescribeKey = (key) => (isOcpp(spoken) ? describeKey(spoken, key) : undefined),
): ItemDescription {
  if (hasKeys(spoken)) {
    const key = driver === undefined ? describe(address) : driverKey(driver);
    return key === undefined ? { shape: withSecrecy({ type: 'string' }, address) } : { shape: key, key };
  }
  const parsed = parseVariableAddress(address);
  if (parsed === undefined) return { shape: withSecrecy({ type: 'string' }, address) };
  const variable = describeVariable(spoken, parsed.component, parsed.variable);
  const shape = variableShape(variable, characteristics);
  return variable === undefined ? { shape: withSecrecy(shape, parsed.variable) } : { shape, variable };
}

/** Only a text can be a secret: a switch such as PasswordEnabled says nothing. */
function withSecrecy(shape: CheckedShape & ControlledShape, name: string): CheckedShape & ControlledShape {
  if (shape.type !== 'string' || keyMeaning(name) !== 'secret') return shape;
  return { ...shape, isSecret: true };
}
