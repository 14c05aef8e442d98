import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';
import { runSentence } from './runSentence.ts';

/**
 * A run that Kerbside ended in the middle of, as it is known from the file: what was on its way may have come through,
 * what waited never left. Nothing for a run that had ended in order.
 */
export function recoveredRun(run: ChangeRun): ChangeRun | undefined {
  if (run.state !== 'running' && run.state !== 'waiting-for-station') return undefined;
  const steps = run.steps.map((step): ChangeStep => {
    if (step.state === 'waiting') return { ...step, state: 'not-sent' };
    if (step.state !== 'sending') return step;
    return {
      ...step,
      state: 'unanswered',
      sentence: 'Kerbside ended while this was on its way: the charger may have it or not.',
    };
  });
  const recovered: ChangeRun = { ...run, state: 'broken-off', steps };
  const ends = run.steps.flatMap(({ at }) => at ?? []);
  return {
    ...recovered,
    endedAt: Math.max(run.startedAt, ...ends),
    sentence: runSentence(recovered, 'Kerbside ended in the middle of it.'),
  };
}
