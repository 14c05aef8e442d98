import { expect, it } from 'vitest';
import { doneCount, openSteps } from '../../../shared/configuration/openSteps.ts';
import type { ChangeStep } from '../../../shared/configuration/change.ts';

function step(address: string, more: Partial<ChangeStep>): ChangeStep {
  return { address, isSecret: false, state: 'accepted', ...more };
}

it('counts as done what has a known end, and goes on with all that has none', () => {
  const run = {
    steps: [
      step('Accepted', {}),
      step('Refused', { state: 'refused' }),
      step('Restart', { state: 'needs-restart' }),
      step('Held', { state: 'unanswered', readBack: 'as-wanted' }),
      step('Unanswered', { state: 'unanswered' }),
      step('Lost', { state: 'unanswered', readBack: 'unchanged' }),
      step('Sending', { state: 'sending' }),
      step('Waiting', { state: 'waiting' }),
      step('NotSent', { state: 'not-sent' }),
    ],
  };
  expect(openSteps(run).map(({ address }) => address)).toEqual(['Unanswered', 'Lost', 'Waiting', 'NotSent']);
  expect(doneCount(run)).toBe(4);
});
