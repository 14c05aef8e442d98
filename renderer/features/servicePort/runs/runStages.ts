import { PORT_RUN_STAGES, type PortRun, type PortRunStage } from '../../../../shared/service-port/portRun.ts';
import type { StageMark } from '../../../ui/transfer/StageRow.tsx';

export interface RunStage {
  stage: PortRunStage;
  /** Counted from 1, as in “failed at stage 3”. */
  number: number;
  mark: StageMark;
}

/** How far a push is among its stages, and where it failed. */
export function runStages({ stage, state }: Pick<PortRun, 'stage' | 'state'>): RunStage[] {
  const reached = PORT_RUN_STAGES.indexOf(stage);
  return PORT_RUN_STAGES.map((one, index) => ({
    stage: one,
    number: index + 1,
    mark: index < reached ? 'done' : index > reached ? 'open' : markOf(state),
  }));
}

function markOf(state: PortRun['state']): StageMark {
  if (state === 'failed') return 'failed';
  if (state === 'cancelled') return 'skipped';
  if (state === 'unverified') return 'doubtful';
  return state === 'verified' || state === 'received' ? 'done' : 'now';
}
