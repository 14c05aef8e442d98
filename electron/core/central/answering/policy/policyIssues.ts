import { assertNever } from '../../../../../shared/assertNever.ts';
import type { AnswerFault } from '../../../../../shared/station/answerFault.ts';
import type { Issue } from '../../../../../shared/trace/issue.ts';
import { issueOf } from '../../sessionIssue.ts';

/** An answer that is not the usual one because the technician's policy says so. */
export function asSetIssue(what: string): Issue {
  return issueOf('info', 'answer-as-set', `Not Kerbside’s usual answer: ${what}, as the technician set it.`);
}

/** Something of the policy that the station's version has no room for. */
export function leftOutIssue(what: string): Issue {
  return issueOf('info', 'answer-left-out', what);
}

/** A trace that goes to the maker must not blame the charger for what was done to it on purpose. */
export function faultIssue({ delayMs, answer, next }: AnswerFault): Issue {
  const rest = next === undefined ? 'until it is cleared' : next === 0 ? 'the last one' : `${next} more`;
  const late = delayMs === undefined ? '' : ` after ${delayMs} ms`;
  if (answer === undefined) {
    return issueOf('info', 'answer-delayed', `Kerbside answers${late}, as set: ${rest}.`);
  }
  switch (answer.kind) {
    case 'none':
      return issueOf('info', 'answer-withheld', `Kerbside withheld the answer, as set: ${rest}.`);
    case 'error': {
      const message = `Kerbside answers with the CALLERROR ${answer.code}${late}, as set: ${rest}.`;
      return issueOf('info', 'answer-error-set', message);
    }
    case 'payload': {
      const message = `Kerbside answers with an edited payload${late}, as set: ${rest}.`;
      return issueOf('info', 'answer-edited', message);
    }
    default:
      return assertNever(answer);
  }
}
