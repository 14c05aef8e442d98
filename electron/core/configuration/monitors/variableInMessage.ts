import {
  formatVariableAddress,
  type VariableAddress,
} from '../../../../shared/configuration/variableAddress.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import { integerOf, objectOf, textOf } from '../../central/payloadFields.ts';

/** The address of the variable that a part of a 2.x message names; what it leaves out is a question mark. */
export function addressInMessage(item: JsonObject): string {
  const component = objectOf(item['component']);
  const variable = objectOf(item['variable']);
  const evse = objectOf(component['evse']);
  const componentInstance = textOf(component['instance']);
  const variableInstance = textOf(variable['instance']);
  const evseId = integerOf(evse['id']);
  const connectorId = integerOf(evse['connectorId']);
  return formatVariableAddress({
    component: textOf(component['name']) ?? '?',
    variable: textOf(variable['name']) ?? '?',
    attribute: 'Actual',
    ...(componentInstance === undefined ? {} : { componentInstance }),
    ...(variableInstance === undefined ? {} : { variableInstance }),
    ...(evseId === undefined ? {} : { evseId }),
    ...(connectorId === undefined ? {} : { connectorId }),
  });
}

export function componentInMessage(address: VariableAddress): JsonObject {
  const { component: name, componentInstance, evseId, connectorId } = address;
  const evse: JsonObject = evseId === undefined ? {} : { id: evseId };
  if (connectorId !== undefined) evse['connectorId'] = connectorId;
  return {
    name,
    ...(componentInstance === undefined ? {} : { instance: componentInstance }),
    ...(evseId === undefined ? {} : { evse }),
  };
}

export function variableInMessage({ variable: name, variableInstance }: VariableAddress): JsonObject {
  return { name, ...(variableInstance === undefined ? {} : { instance: variableInstance }) };
}
