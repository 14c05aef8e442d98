import type { Failure } from '../../../shared/contract/failure.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';

export interface CommandRequest {
  action: string;
  payload: string;
  timeoutMs: number;
  sendAnyway: boolean;
}

/** A command that was sent: waiting, ended with an outcome, or not sent at all because of a failure of the tool's own. */
export interface CommandRun extends CommandRequest {
  id: number;
  startedAt: number;
  outcome?: Outcome | undefined;
  failure?: Failure | undefined;
  /** Record of a raw frame, whose answer is in the trace only. */
  sentSeq?: number | undefined;
}

/** The entry of the list of actions for frames; an action's name has no blank. */
export const RAW_FRAME = 'Raw frame';

export function isRunning({ outcome, failure, sentSeq }: CommandRun): boolean {
  return outcome === undefined && failure === undefined && sentSeq === undefined;
}
