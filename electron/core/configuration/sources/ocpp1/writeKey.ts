import { changeMeaning } from '../../../../../shared/ocpp/configuration/changeAnswer.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import type { WriteResult } from '../configurationSource.ts';
import { proofOf, unsettled } from '../writeOutcome.ts';

/** What a ChangeConfiguration came to (OCPP 1.6 §7.22). */
export function writeKey(key: string, outcome: Outcome): WriteResult {
  if (outcome.outcome !== 'answered') return unsettled(key, outcome);
  const status = textOf(objectOf(outcome.payload)['status']);
  const sentence = changeMeaning(key, outcome.payload)?.sentence;
  return {
    address: key,
    state: stateOf(status),
    outcome: 'answered',
    ...(status === undefined ? {} : { status }),
    ...(sentence === undefined ? {} : { sentence }),
    ...proofOf(outcome),
  };
}

function stateOf(status: string | undefined): WriteResult['state'] {
  switch (status) {
    case 'Accepted':
      return 'accepted';
    case 'RebootRequired':
      return 'needs-restart';
    case undefined:
      // An answer without a status says nothing: reading the key again will.
      return 'unanswered';
    default:
      return 'refused';
  }
}
