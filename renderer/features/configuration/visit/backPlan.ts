import type { WantedChange } from '../../../../shared/configuration/change.ts';
import type { VisitChange } from './visitChanges.ts';

/** What would leave a station as it was found, and what cannot be put back and why. */
export interface BackPlan {
  changes: WantedChange[];
  cannot: { address: string; reason: 'secret' | 'unknown' }[];
}

/** The latest change goes back first, as one walks out the way one came in. Secrets are kept nowhere, so nobody knows them. */
export function backPlan(changes: readonly VisitChange[]): BackPlan {
  const plan: BackPlan = { changes: [], cannot: [] };
  for (const { address, before, isBack, isSecret } of changes) {
    if (isBack) continue;
    if (isSecret) plan.cannot.push({ address, reason: 'secret' });
    else if (before === undefined) plan.cannot.push({ address, reason: 'unknown' });
    else plan.changes.push({ address, value: before });
  }
  return plan;
}
