import type { ActionGroup, ActionInfo } from './catalog/actionInfo.ts';
import { ACTIONS_15, GROUPS_15 } from './catalog/v15.ts';
import { ACTIONS_16, GROUPS_16 } from './catalog/v16.ts';
import { ACTIONS_201, GROUPS_201 } from './catalog/v201.ts';
import { ACTIONS_21, GROUPS_21 } from './catalog/v21.ts';
import type { OcppVersion, Transport } from './version.ts';

/** Every action of a version. */
export const ACTIONS: Readonly<Record<OcppVersion, readonly ActionInfo[]>> = {
  '1.5': ACTIONS_15,
  '1.6': ACTIONS_16,
  '2.0.1': ACTIONS_201,
  '2.1': ACTIONS_21,
};

/** Groups of a version in the order of the specification. */
export const GROUPS: Readonly<Record<OcppVersion, readonly ActionGroup[]>> = {
  '1.5': GROUPS_15,
  '1.6': GROUPS_16,
  '2.0.1': GROUPS_201,
  '2.1': GROUPS_21,
};

export interface CommandGroup extends ActionGroup {
  readonly actions: readonly ActionInfo[];
}

const BY_NAME: Readonly<Record<OcppVersion, ReadonlyMap<string, ActionInfo>>> = {
  '1.5': byName(ACTIONS_15),
  '1.6': byName(ACTIONS_16),
  '2.0.1': byName(ACTIONS_201),
  '2.1': byName(ACTIONS_21),
};

function byName(actions: readonly ActionInfo[]): ReadonlyMap<string, ActionInfo> {
  return new Map(actions.map((action) => [action.name, action]));
}

export function findAction(version: OcppVersion, name: string): ActionInfo | undefined {
  return BY_NAME[version].get(name);
}

/** The security extension of 1.6 was never given a WSDL. */
const JSON_ONLY_GROUP = 'Security';

/** What a central system may send, in groups of the specification's order; groups without any are left out. */
export function commandsOf(version: OcppVersion, transport: Transport = 'json'): CommandGroup[] {
  return GROUPS[version]
    .filter(({ id }) => transport === 'json' || id !== JSON_ONLY_GROUP)
    .map((group) => ({
      ...group,
      actions: ACTIONS[version].filter(
        ({ sentBy, ...action }) => sentBy !== 'station' && action.group === group.id,
      ),
    }))
    .filter(({ actions }) => actions.length > 0);
}

/** What a station may send. */
export function stationActionsOf(version: OcppVersion): ActionInfo[] {
  return ACTIONS[version].filter(({ sentBy }) => sentBy !== 'centralSystem');
}
