import type { Json, JsonObject } from '../json.ts';
import { integerOf, objectOf, textOf } from '../payloadFields.ts';
import { ATTRIBUTE_TYPES, formatVariableAddress, type VariableAddress } from './variableAddress.ts';

/** How a message names a variable (ComponentType and VariableType, OCPP 2.0.1 part 2 §2.16 and §2.48). */
export function variableInMessage(address: VariableAddress): {
  component: JsonObject;
  variable: JsonObject;
  attributeType?: string;
} {
  const { component, componentInstance, evseId, connectorId, variable, variableInstance, attribute } =
    address;
  const evse = evseId === undefined ? undefined : present({ id: evseId, connectorId });
  return {
    component: present({ name: component, instance: componentInstance, evse }),
    variable: present({ name: variable, instance: variableInstance }),
    ...(attribute === 'Actual' ? {} : { attributeType: attribute }),
  };
}

/** The address of what a message names; nothing where a name is missing. */
export function addressInMessage(source: JsonObject, attributeType: Json | undefined): string | undefined {
  const component = objectOf(source['component']);
  const variable = objectOf(source['variable']);
  const evse = objectOf(component['evse']);
  const names = { component: textOf(component['name']), variable: textOf(variable['name']) };
  if (names.component === undefined || names.variable === undefined) return undefined;
  const instances = {
    componentInstance: textOf(component['instance']),
    variableInstance: textOf(variable['instance']),
    evseId: natural(evse['id']),
    connectorId: natural(evse['connectorId']),
  };
  return formatVariableAddress({
    component: names.component,
    variable: names.variable,
    ...without(instances),
    attribute: ATTRIBUTE_TYPES.find((type) => type === attributeType) ?? 'Actual',
  });
}

/** The same for those who show it: a name that is missing is a question mark. */
export function shownAddress(source: JsonObject): string {
  const component = objectOf(source['component']);
  const variable = objectOf(source['variable']);
  const named = {
    component: { ...component, name: textOf(component['name']) ?? '?' },
    variable: { ...variable, name: textOf(variable['name']) ?? '?' },
  };
  return addressInMessage(named, undefined) ?? '?';
}

/** Names are compared without regard to case (`identifierString`, OCPP 2.0.1 part 2 §2.1). */
export function addressIdentity(address: string): string {
  return address.toLowerCase();
}

/** An id below 0 is no id of anything. */
function natural(value: Json | undefined): number | undefined {
  const number = integerOf(value);
  return number === undefined || number < 0 ? undefined : number;
}

function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined),
  );
}

type Without<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function without<T extends Readonly<Record<string, string | number | undefined>>>(fields: T): Without<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Without<T>;
}
