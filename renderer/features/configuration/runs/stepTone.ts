import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';

export type StepTone = 'ok' | 'warn' | 'bad' | 'busy' | 'none';

/** Signs that differ in shape, to stand beside the words. */
export const STEP_SIGNS: Readonly<Record<StepTone, string>> = {
  ok: '✓',
  warn: '⚠',
  bad: '✕',
  busy: '…',
  none: '–',
};

/** What a step means at a glance. Accepted and not so when read again is not well. */
export function stepTone({ state, readBack }: Pick<ChangeStep, 'state' | 'readBack'>): StepTone {
  switch (state) {
    case 'accepted':
      return readBack === 'different' || readBack === 'unchanged' ? 'warn' : 'ok';
    case 'needs-restart':
      return 'ok';
    case 'refused':
      return 'bad';
    case 'unanswered':
      return 'warn';
    case 'sending':
      return 'busy';
    case 'waiting':
    case 'not-sent':
      return 'none';
    default:
      return state satisfies never;
  }
}

/** What a run that has ended means at a glance: as bad as the worst of its steps. Nothing while it goes. */
export function runTone({ state, steps }: Pick<ChangeRun, 'state' | 'steps'>): StepTone | undefined {
  if (state === 'running' || state === 'waiting-for-station') return undefined;
  const tones = new Set(steps.map(stepTone));
  if (tones.has('bad')) return 'bad';
  return state === 'broken-off' || tones.has('warn') ? 'warn' : 'ok';
}
