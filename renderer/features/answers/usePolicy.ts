import type { Failure } from '../../../shared/contract/failure.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import { NO_POLICY, type BootStatus, type PolicyDocument } from '../../../shared/station/answerPolicy.ts';
import type { AnswerFault } from '../../../shared/station/answerFault.ts';
import { useAction } from '../../state/useAction.ts';
import { usePolicyStates } from '../../state/usePolicyStates.ts';

/** Whose answers a screen shows: those to one station, or to all. `version` is absent for all. */
export interface Subject {
  stationId: string | undefined;
  version: OcppVersion | undefined;
}

export interface PolicyOnScreen extends Subject {
  /** What is set for this subject itself. */
  own: PolicyDocument;
  /** What holds where nothing is set for it: the policy for all, or nothing. */
  inherited: PolicyDocument;
  faults: readonly AnswerFault[];
  lastBoot: BootStatus | undefined;
  tagsShown: number;
  failure: Failure | undefined;
  isPossible: boolean;
  /** Sends a merge patch: null takes a setting away. */
  change: (patch: JsonObject) => void;
}

export function usePolicy({ stationId, version }: Subject): PolicyOnScreen {
  const { own, ofAll } = usePolicyStates(stationId);
  const { failure, isPossible, run } = useAction();
  return {
    stationId,
    version,
    own: own.policy,
    inherited: stationId === undefined ? NO_POLICY : ofAll.policy,
    faults: own.faults,
    lastBoot: own.lastBoot,
    tagsShown: stationId === undefined ? 0 : own.tagsShown,
    failure,
    isPossible,
    change: (policy) =>
      void run((client) =>
        client.call('policy.set', stationId === undefined ? { policy } : { stationId, policy }),
      ),
  };
}
