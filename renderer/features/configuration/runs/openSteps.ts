import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';

/** Whether going on with a run takes this step up: it never left, or nobody knows whether it holds. */
function isOpen({ state, readBack }: ChangeStep): boolean {
  if (state === 'unanswered') return readBack !== 'as-wanted' && readBack !== 'same-meaning';
  return state === 'waiting' || state === 'not-sent';
}

/** The steps that a run would go on with. */
export function openSteps({ steps }: Pick<ChangeRun, 'steps'>): ChangeStep[] {
  return steps.filter(isOpen);
}

/** How many steps have an end that is known. */
export function doneCount({ steps }: Pick<ChangeRun, 'steps'>): number {
  return steps.filter((step) => step.state !== 'sending' && !isOpen(step)).length;
}
