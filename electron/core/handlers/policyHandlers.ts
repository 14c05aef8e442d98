import type { Handlers } from '../../../shared/contract/handlers.ts';
import { letIn } from '../central/answering/policy/letIn.ts';
import type { Services } from './services.ts';

type PolicyHandlers = Pick<
  Handlers,
  'policy.get' | 'policy.set' | 'policy.addFault' | 'policy.clearFaults' | 'policy.seenTags'
>;

export function policyHandlers({ policies, central, log }: Services): PolicyHandlers {
  return {
    'policy.get': ({ stationId }) => ({
      policy: policies.policy(stationId),
      effective: policies.effective(stationId),
      faults: policies.faults(stationId),
    }),
    'policy.set': ({ stationId, policy: change, mode }) => {
      const { policy, letIn: waiting } = policies.set(stationId, change, mode);
      return { policy, asked: letIn(central, waiting, log) };
    },
    'policy.addFault': ({ stationId, fault }) => policies.addFault(stationId, fault),
    'policy.clearFaults': ({ stationId, id }) => ({ cleared: policies.clearFaults(stationId, id) }),
    'policy.seenTags': ({ stationId }) => policies.seenTags(stationId),
  };
}
