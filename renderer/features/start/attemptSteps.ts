import { ATTEMPT_STAGES, type Attempt, type AttemptStage } from '../../../shared/station/attempt.ts';

export interface AttemptStep {
  stage: AttemptStage;
  state: 'done' | 'failed' | 'open';
}

/** How far an attempt came, as steps. TLS is one of them only for those who tried it. */
export function attemptSteps({
  stage,
  ok,
  isEncrypted,
}: Pick<Attempt, 'stage' | 'ok' | 'isEncrypted'>): AttemptStep[] {
  const stages = ATTEMPT_STAGES.filter((name) => name !== 'tls' || stage === 'tls' || isEncrypted === true);
  const reached = stages.indexOf(stage);
  const failed = ok ? -1 : Math.min(reached + 1, stages.length - 1);
  return stages.map((name, index) => {
    if (index === failed) return { stage: name, state: 'failed' };
    return { stage: name, state: index <= reached ? 'done' : 'open' };
  });
}
