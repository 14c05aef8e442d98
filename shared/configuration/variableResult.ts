import type { JsonObject } from '../json.ts';
import { textOf } from '../payloadFields.ts';
import type { ConfigurationItem } from './item.ts';
import { toldText } from './toldText.ts';
import { addressInMessage } from './variableMessage.ts';

/** What one GetVariableResult tells (OCPP 2.0.1 part 2 §2.26). `isUnknown`: the station does not have the variable. */
export interface VariableResult {
  item: ConfigurationItem;
  isUnknown: boolean;
}

/** Nothing where it names no variable. */
export function variableResult(result: JsonObject): VariableResult | undefined {
  const address = addressInMessage(result, result['attributeType']);
  if (address === undefined) return undefined;
  const status = textOf(result['attributeStatus']) ?? 'Accepted';
  const { text, note } = toldText(status === 'Accepted' ? result['attributeValue'] : undefined);
  return {
    item: {
      address,
      ...(text === undefined ? {} : { value: text }),
      ...(status === 'Accepted' ? {} : { status }),
      ...(note === undefined ? {} : { note }),
    },
    isUnknown: /^(UnknownComponent|UnknownVariable)$/.test(status),
  };
}
