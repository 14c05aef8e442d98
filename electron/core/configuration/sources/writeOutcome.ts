import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { WriteResult } from './configurationSource.ts';

/** The records of a command. */
export function proofOf({
  requestSeq,
  responseSeq,
}: Outcome): Pick<WriteResult, 'requestSeq' | 'responseSeq'> {
  return {
    ...(requestSeq === undefined ? {} : { requestSeq }),
    ...(responseSeq === undefined ? {} : { responseSeq }),
  };
}

/** What a write came to that was not answered with a CALLRESULT. */
export function unsettled(address: string, outcome: Outcome): WriteResult {
  const { code, description, requestSeq } = outcome;
  const said = [code, description].filter(Boolean).join(': ');
  return {
    address,
    state: outcome.outcome === 'refused' ? 'refused' : requestSeq === undefined ? 'not-sent' : 'unanswered',
    outcome: outcome.outcome,
    ...(code === undefined ? {} : { status: code }),
    ...(said === '' ? {} : { sentence: said }),
    ...proofOf(outcome),
  };
}
