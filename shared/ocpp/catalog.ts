import type { ActionGroup, ActionInfo } from './catalog/actionInfo.ts';
import { ACTIONS_16, GROUPS_16 } from './catalog/v16.ts';
import { ACTIONS_201, GROUPS_201 } from './catalog/v201.ts';
import { ACTIONS_21, GROUPS_21 } from './catalog/v21.ts';
import type { OcppVersion } from './version.ts';

/** Every action of a version. */
export const ACTIONS: Readonly<Record<OcppVersion, readonly ActionInfo[]>> = {
  '1.6': ACTIONS_16,
  '2.0.1': ACTIONS_201,
  '2.1': ACTIONS_21,
};

/** Groups of a version in the order of the specification. */
export const GROUPS: Readonly<Record<OcppVersion, readonly ActionGroup[]>> = {
  '1.6': GROUPS_16,
  '2.0.1': GROUPS_201,
  '2.1': GROUPS_21,
};

export interface CommandGroup extends ActionGroup {
  readonly actions: readonly ActionInfo[];
}

const BY_NAME: Readonly<Record<OcppVersion, ReadonlyMap<string, ActionInfo>>> = {
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

/** What a central system may send, in groups of the specification's order; groups without any are left out. */
export function commandsOf(version: OcppVersion): CommandGroup[] {
  return GROUPS[version]
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
