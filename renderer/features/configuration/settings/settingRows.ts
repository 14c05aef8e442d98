import { isMissing, worstIssue, type Setting } from './setting.ts';

/** A line of the list: the head of a group, or a setting. `depth` counts from 0. */
export type SettingRow =
  | {
      kind: 'group';
      id: string;
      label: string;
      depth: number;
      count: number;
      isOpen: boolean;
      issues: number;
    }
  | { kind: 'setting'; id: string; setting: Setting; depth: number };

export const SORTS = ['name', 'value', 'issues', 'told'] as const;
/** `told`: in the order in which the station told them. */
export type SortName = (typeof SORTS)[number];

export interface SettingSort {
  by: SortName;
  isDescending: boolean;
}

/** The profiles as the specification has them; what it does not know comes last. */
const GROUPS = [
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
  'Security',
];

function rank(group: string): number {
  const index = GROUPS.indexOf(group);
  return index === -1 ? GROUPS.length : index;
}

/** Settings under their groups; those of a closed group are left out. */
export function groupedRows(
  settings: readonly Setting[],
  sort: SettingSort,
  closed: ReadonlySet<string>,
): SettingRow[] {
  const groups = Map.groupBy(settings, ({ group }) => group);
  const names = [...groups.keys()].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
  return names.flatMap((name): SettingRow[] => {
    const members = sortSettings(groups.get(name) ?? [], sort);
    const id = `group ${name}`;
    const isOpen = !closed.has(id);
    const head: SettingRow = {
      kind: 'group',
      id,
      label: name,
      depth: 0,
      count: members.length,
      isOpen,
      issues: countTroubled(members),
    };
    return isOpen ? [head, ...settingRows(members, 1)] : [head];
  });
}

export function flatRows(settings: readonly Setting[], sort: SettingSort): SettingRow[] {
  return settingRows(sortSettings(settings, sort), 0);
}

export function countTroubled(settings: readonly Setting[]): number {
  return settings.filter(({ issues }) => issues.some(({ severity }) => severity !== 'info')).length;
}

export function settingRows(settings: readonly Setting[], depth: number): SettingRow[] {
  return settings.map((setting) => ({ kind: 'setting', id: setting.id, setting, depth }));
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const RANKS = { error: 3, warning: 2, info: 1 } as const;

function gravity(setting: Setting): number {
  const worst = worstIssue(setting);
  return worst === undefined ? 0 : RANKS[worst.severity];
}

function compare(one: Setting, other: Setting, by: SortName): number {
  switch (by) {
    case 'name':
      return collator.compare(one.label, other.label);
    case 'value':
      return (
        Number(isMissing(one)) - Number(isMissing(other)) ||
        collator.compare(one.item?.value ?? '', other.item?.value ?? '')
      );
    case 'issues':
      return gravity(other) - gravity(one);
    case 'told':
      return 0;
    default:
      return by satisfies never;
  }
}

export function sortSettings(settings: readonly Setting[], { by, isDescending }: SettingSort): Setting[] {
  const sorted = settings.toSorted(
    (one, other) => compare(one, other, by) || (by === 'told' ? 0 : collator.compare(one.label, other.label)),
  );
  return isDescending ? sorted.toReversed() : sorted;
}
