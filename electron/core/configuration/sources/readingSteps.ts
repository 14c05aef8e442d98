import type { ReadingStep } from '../../../../shared/configuration/readingStep.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';

/** One request of a reading. `asked` is absent where it was for everything. */
export function stepOf(outcome: Outcome, got: number, asked?: number): ReadingStep {
  const { code, description, requestSeq, responseSeq } = outcome;
  const said = outcome.outcome === 'refused' ? [code, description].filter(Boolean).join(': ') : description;
  return {
    ...(asked === undefined ? {} : { asked }),
    outcome: outcome.outcome,
    got,
    ...(said === undefined ? {} : { description: said }),
    ...(requestSeq === undefined ? {} : { requestSeq }),
    ...(responseSeq === undefined ? {} : { responseSeq }),
  };
}

/** The records of the requests. */
export function proofOfSteps(steps: readonly ReadingStep[]): number[] {
  return steps.flatMap(({ requestSeq }) => (requestSeq === undefined ? [] : [requestSeq]));
}
