import type { AnswerFault } from '../../../../../shared/station/answerFault.ts';
import {
  NO_POLICY,
  type BootStatus,
  type PolicyDocument,
} from '../../../../../shared/station/answerPolicy.ts';
import type { PolicyState } from '../../../../../shared/station/policyState.ts';
import { FaultList } from './faultList.ts';

/** What is set for one station, or for all; and what is known of the station besides. */
export class PolicyLayer {
  readonly stationId: string | undefined;
  readonly faults = new FaultList();
  policy: PolicyDocument = NO_POLICY;
  lastBoot: BootStatus | undefined;
  tagsShown = 0;

  constructor(stationId: string | undefined) {
    this.stationId = stationId;
  }

  /** Whether there is anything to tell. */
  get isTold(): boolean {
    const hasPolicy = Object.keys(this.policy).length > 0;
    const isOfAll = this.stationId === undefined;
    return (
      isOfAll || hasPolicy || this.faults.all.length > 0 || this.lastBoot !== undefined || this.tagsShown > 0
    );
  }

  /** The number for the next transaction, where this layer has one; `nextId` counts up. */
  takeTransactionId(): number | undefined {
    const { fixedId, nextId } = this.policy.transactions ?? {};
    if (fixedId !== undefined || nextId === undefined) return fixedId;
    const following = Math.min(nextId + 1, 2 ** 31 - 1);
    this.policy = { ...this.policy, transactions: { ...this.policy.transactions, nextId: following } };
    return nextId;
  }

  takeFault(action: string): AnswerFault | undefined {
    return this.faults.take(action);
  }

  state(): PolicyState {
    const { stationId, policy, lastBoot, tagsShown } = this;
    return {
      ...(stationId === undefined ? {} : { stationId }),
      policy,
      faults: [...this.faults.all],
      ...(lastBoot === undefined ? {} : { lastBoot }),
      tagsShown,
    };
  }
}
