import type { Json, JsonObject } from '../json.ts';
import { numberOf, objectOf, objectsOf, textOf } from '../payloadFields.ts';
import type { Characteristics, ConfigurationItem } from './item.ts';
import { toldText } from './toldText.ts';
import { addressInMessage } from './variableMessage.ts';

const ACCESS_OF = new Map<string, NonNullable<ConfigurationItem['access']>>([
  ['ReadOnly', 'read-only'],
  ['WriteOnly', 'write-only'],
  ['ReadWrite', 'read-write'],
]);

/** The items that one entry of a report tells: one for each attribute (ReportDataType, OCPP 2.0.1 part 2 §2.39). */
export function itemsOfReportData(entry: Json): ConfigurationItem[] {
  const data = objectOf(entry);
  const shared = characteristicsOf(data['variableCharacteristics']);
  const attributes = objectsOf(data['variableAttribute']);
  if (attributes.length === 0) {
    const address = addressInMessage(data, undefined);
    const note = 'The charger named this variable and told nothing about it.';
    return address === undefined ? [] : [{ address, note, ...shared }];
  }
  return attributes.flatMap((attribute) => {
    const address = addressInMessage(data, attribute['type']);
    return address === undefined ? [] : [itemOf(address, attribute, shared)];
  });
}

function itemOf(
  address: string,
  attribute: JsonObject,
  shared: { characteristics?: Characteristics },
): ConfigurationItem {
  const { text, note } = toldText(attribute['value']);
  const mutability = textOf(attribute['mutability']);
  // ReadWrite is what holds where nothing is said (VariableAttributeType, OCPP 2.0.1 part 2 §2.50).
  const access = mutability === undefined ? 'read-write' : ACCESS_OF.get(mutability);
  const { persistent, constant } = attribute;
  return {
    address,
    ...(text === undefined ? {} : { value: text }),
    ...(access === undefined ? {} : { access }),
    ...shared,
    ...(typeof persistent === 'boolean' ? { isPersistent: persistent } : {}),
    ...(typeof constant === 'boolean' ? { isConstant: constant } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

function characteristicsOf(value: Json | undefined): { characteristics?: Characteristics } {
  const fields = objectOf(value);
  const dataType = textOf(fields['dataType']);
  if (dataType === undefined) return {};
  const unit = textOf(fields['unit']);
  const minLimit = numberOf(fields['minLimit']);
  const maxLimit = numberOf(fields['maxLimit']);
  const valuesList = textOf(fields['valuesList'])
    ?.split(',')
    .map((item) => item.trim());
  const { supportsMonitoring } = fields;
  return {
    characteristics: {
      dataType,
      ...(unit === undefined ? {} : { unit }),
      ...(minLimit === undefined ? {} : { minLimit }),
      ...(maxLimit === undefined ? {} : { maxLimit }),
      ...(valuesList === undefined ? {} : { valuesList }),
      ...(typeof supportsMonitoring === 'boolean' ? { supportsMonitoring } : {}),
    },
  };
}
