import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import { integerOf, objectOf, objectsOf } from '../../../../shared/payloadFields.ts';

/** How much of one action goes into one message of a station. */
export interface MessageLimit {
  items: number;
  bytes: number;
}

/** Of a station that does not tell: one at a time is always right. */
const UNKNOWN: MessageLimit = { items: 1, bytes: Infinity };

const COMPONENT = { name: 'MonitoringCtrlr' };

/** Asks for ItemsPerMessage and BytesPerMessage of MonitoringCtrlr (OCPP 2.0.1 part 2 §2.8). */
export async function askMessageLimit(
  action: string,
  call: (action: string, payload: JsonObject) => Promise<Outcome>,
): Promise<MessageLimit> {
  const names = ['ItemsPerMessage', 'BytesPerMessage'];
  const getVariableData = names.map((name) => ({
    component: COMPONENT,
    variable: { name, instance: action },
  }));
  const outcome = await call('GetVariables', { getVariableData });
  if (outcome.outcome !== 'answered') return UNKNOWN;
  const results = objectsOf(objectOf(outcome.payload)['getVariableResult']);
  const valueOf = (name: string): number | undefined => {
    const result = results.find(({ variable }) => isJsonObject(variable) && variable['name'] === name);
    const value = integerOf(result?.['attributeValue']);
    return value !== undefined && value > 0 ? value : undefined;
  };
  return {
    items: valueOf('ItemsPerMessage') ?? UNKNOWN.items,
    bytes: valueOf('BytesPerMessage') ?? UNKNOWN.bytes,
  };
}

/** What surrounds the items in a message: array, id, action, the name of the list. */
const ENVELOPE_BYTES = 150;

/** Items in groups that keep to the limit; one that is too large by itself goes alone. */
export function inGroups<T>(items: readonly T[], { items: most, bytes }: MessageLimit): T[][] {
  const groups: T[][] = [];
  let size = Infinity;
  for (const item of items) {
    const itemBytes = new TextEncoder().encode(JSON.stringify(item)).length + 1;
    const last = groups.at(-1);
    if (last === undefined || last.length >= most || size + itemBytes > bytes) {
      groups.push([item]);
      size = ENVELOPE_BYTES + itemBytes;
    } else {
      last.push(item);
      size += itemBytes;
    }
  }
  return groups;
}
