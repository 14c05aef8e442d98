import type { ChangeRun, ChangeStep } from './change.ts';

/** Whether a change of a run is still to be done: it never left, or has no answer and was not seen to hold. */
export function isOpenStep({ state, readBack }: Pick<ChangeStep, 'state' | 'readBack'>): boolean {
  if (state === 'unanswered') return readBack !== 'as-wanted' && readBack !== 'same-meaning';
  return state === 'waiting' || state === 'not-sent';
}

/** The steps that a run would go on with. */
export function openSteps({ steps }: Pick<ChangeRun, 'steps'>): ChangeStep[] {
  return steps.filter(isOpenStep);
}

/** How many steps have an end that is known. */
export function doneCount({ steps }: Pick<ChangeRun, 'steps'>): number {
  return steps.filter((step) => step.state !== 'sending' && !isOpenStep(step)).length;
}

/** Whether a run broke off with something left to do, so that it can go on. */
export function isUnfinished(run: Pick<ChangeRun, 'state' | 'steps'>): boolean {
  return run.state === 'broken-off' && run.steps.some(isOpenStep);
}
