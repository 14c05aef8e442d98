import type { ActionGroup, ActionInfo } from './actionInfo.ts';
import { ACTIONS_16, GROUPS_16 } from './v16.ts';

/** What the WSDLs of 1.5 have: 1.6 added charging profiles and triggers, its security extension the rest. */
const LATER_GROUPS: ReadonlySet<string> = new Set(['SmartCharging', 'RemoteTrigger', 'Security']);

export const GROUPS_15: readonly ActionGroup[] = GROUPS_16.filter(({ id }) => !LATER_GROUPS.has(id));

export const ACTIONS_15: readonly ActionInfo[] = ACTIONS_16.filter(({ group }) => !LATER_GROUPS.has(group));
