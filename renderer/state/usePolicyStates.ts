import { NO_POLICY } from '../../shared/station/answerPolicy.ts';
import type { PolicyState } from '../../shared/station/policyState.ts';
import { useTopic } from './useAppState.ts';

const NOTHING_SET: PolicyState = { policy: NO_POLICY, faults: [], tagsShown: 0 };

/** What is set for a station, and for all; live. */
export function usePolicyStates(stationId: string | undefined): { own: PolicyState; ofAll: PolicyState } {
  const states = useTopic('policies') ?? [];
  const stateOf = (id: string | undefined): PolicyState =>
    states.find((state) => state.stationId === id) ?? NOTHING_SET;
  return { own: stateOf(stationId), ofAll: stateOf(undefined) };
}
