import { assertNever } from '../../../shared/assertNever.ts';
import {
  UPDATE_STAGES,
  type FirmwareUpdate,
  type UpdateStage,
  type UpdateState,
} from '../../../shared/files/firmwareUpdate.ts';
import type { DotTone } from '../../ui/Dot.tsx';
import type { StageMark } from '../../ui/transfer/StageRow.tsx';

export function updateTone(state: UpdateState): DotTone {
  switch (state) {
    case 'queued':
    case 'cancelled':
      return 'off';
    case 'asking':
    case 'waiting':
    case 'downloading':
    case 'downloaded':
    case 'installing':
    case 'rebooting':
      return 'busy';
    case 'verified':
    case 'published':
      return 'ok';
    case 'unverified':
      return 'warn';
    case 'failed':
      return 'bad';
    default:
      return assertNever(state);
  }
}

export interface StageShown {
  stage: UpdateStage;
  /** Counted from 1, as the core counts them. */
  number: number;
  mark: StageMark;
}

/** How far an update is among its steps, also where the station skips some of them. */
export function stagesOf(update: FirmwareUpdate): StageShown[] {
  const { kind, isSigned, failedAt, state } = update;
  const failedIndex = failedAt === undefined ? -1 : UPDATE_STAGES.indexOf(failedAt.stage);
  const reached = failedIndex >= 0 && state === 'failed' ? failedIndex : reachedIndex(update);
  return UPDATE_STAGES.flatMap((stage, index): StageShown[] => {
    // A local controller installs nothing.
    if (kind === 'publish' && index > UPDATE_STAGES.indexOf('download')) return [];
    if (stage === 'signature' && !isSigned) return [];
    return [{ stage, number: index + 1, mark: markOf(state, index, reached) }];
  });
}

function markOf(state: UpdateState, index: number, reached: number): StageMark {
  if (index < reached) return 'done';
  if (index > reached) return 'open';
  switch (state) {
    case 'failed':
      return 'failed';
    case 'verified':
    case 'published':
      return 'done';
    case 'unverified':
      return 'doubtful';
    case 'cancelled':
      return 'skipped';
    case 'queued':
    case 'asking':
    case 'waiting':
    case 'downloading':
    case 'downloaded':
    case 'installing':
    case 'rebooting':
      return 'now';
    default:
      return assertNever(state);
  }
}

function reachedIndex(update: FirmwareUpdate): number {
  const { state, kind, startedAt, answeredAt, completeAt, connectionCount, bootedAt, isSigned } = update;
  const at = (stage: UpdateStage): number => UPDATE_STAGES.indexOf(stage);
  switch (state) {
    case 'queued':
      return at('checks');
    case 'asking':
      return at('request');
    case 'waiting':
    case 'downloading':
      return at('download');
    case 'downloaded':
      return isSigned ? at('signature') : at('installation');
    case 'installing':
      return at('installation');
    case 'rebooting':
      return at('restart');
    case 'published':
      return at('download');
    case 'verified':
    case 'unverified':
    case 'failed':
    case 'cancelled':
      if (state === 'verified' || state === 'unverified')
        return at(kind === 'publish' ? 'download' : 'version');
      if (bootedAt !== undefined) return at('version');
      if (completeAt !== undefined) return at('installation');
      if (connectionCount > 0 || answeredAt !== undefined) return at('download');
      return startedAt === undefined ? at('checks') : at('request');
    default:
      return assertNever(state);
  }
}
