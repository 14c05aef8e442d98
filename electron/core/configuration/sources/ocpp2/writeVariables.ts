import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import { objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import type { WriteResult } from '../configurationSource.ts';
import { proofOf, unsettled } from '../writeOutcome.ts';
import { addressIdentity, addressInMessage } from '../../../../../shared/configuration/variableMessage.ts';

/** What each change of a SetVariables came to, in whatever order and part the answer tells of them (OCPP 2.0.1 B05). */
export function writeVariables(batch: readonly WantedChange[], outcome: Outcome): WriteResult[] {
  if (outcome.outcome !== 'answered') return batch.map(({ address }) => unsettled(address, outcome));
  const results = new Map<string, JsonObject>();
  for (const result of objectsOf(objectOf(outcome.payload)['setVariableResult'])) {
    const address = addressInMessage(result, result['attributeType']);
    if (address !== undefined) results.set(addressIdentity(address), result);
  }
  return batch.map(({ address }) => ({
    address,
    outcome: 'answered' as const,
    ...told(results.get(addressIdentity(address))),
    ...proofOf(outcome),
  }));
}

function told(result: JsonObject | undefined): Pick<WriteResult, 'state' | 'status' | 'sentence'> {
  if (result === undefined) {
    return { state: 'unanswered', sentence: 'The answer of the charger does not mention this one.' };
  }
  const status = textOf(result['attributeStatus']);
  if (status === undefined) {
    return { state: 'unanswered', sentence: 'The answer of the charger has no status for this one.' };
  }
  const sentence = [meaningOf(status), reasonOf(result)].filter(Boolean).join(' ');
  return { state: stateOf(status), status, ...(sentence === '' ? {} : { sentence }) };
}

/** SetVariableStatusEnumType (OCPP 2.0.1 part 2 §3.79). */
function stateOf(status: string): WriteResult['state'] {
  if (status === 'Accepted') return 'accepted';
  return status === 'RebootRequired' ? 'needs-restart' : 'refused';
}

function meaningOf(status: string): string | undefined {
  switch (status) {
    case 'RebootRequired':
      return 'The new value is kept and holds after a restart of the charger.';
    case 'Rejected':
      return 'The charger knows it, but does not take this value, or does not let it be set.';
    case 'UnknownComponent':
      return 'The charger does not have this component.';
    case 'UnknownVariable':
      return 'The charger does not have this variable.';
    case 'NotSupportedAttributeType':
      return 'The variable does not have this attribute.';
    default:
      return undefined;
  }
}

function reasonOf(result: JsonObject): string | undefined {
  const info = objectOf(result['attributeStatusInfo']);
  const said = [textOf(info['reasonCode']), textOf(info['additionalInfo'])].filter(Boolean).join(': ');
  return said === '' ? undefined : `It says: ${said}.`;
}
