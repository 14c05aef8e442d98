import type { Edits } from '../../../state/configurationEdits.ts';
import { isMissing, isOffDefault, isWritable, type Setting } from './setting.ts';

/** What the list can be narrowed to; several hold together. */
export const SETTING_FILTERS = [
  'part',
  'changed',
  'issues',
  'writable',
  'vendor',
  'missing',
  'offDefault',
] as const;
export type SettingFilterName = (typeof SETTING_FILTERS)[number];

export interface SettingFilter {
  search: string;
  only: ReadonlySet<SettingFilterName>;
}

export const NO_FILTER: SettingFilter = { search: '', only: new Set() };

/** `part`: what the last reading of a part told. `changed`: edited and not sent, or changed on this visit. */
interface FilterContext {
  part: ReadonlySet<string>;
  edits: Edits;
  changed: ReadonlySet<string>;
}

export function passes(
  setting: Setting,
  name: SettingFilterName,
  { part, edits, changed }: FilterContext,
): boolean {
  switch (name) {
    case 'part':
      return part.has(setting.address);
    case 'changed':
      return edits.has(setting.address) || changed.has(setting.address);
    case 'issues':
      return setting.issues.some(({ severity }) => severity !== 'info');
    case 'writable':
      return isWritable(setting);
    case 'vendor':
      return !setting.isStandard;
    case 'missing':
      return isMissing(setting);
    case 'offDefault':
      return isOffDefault(setting);
    default:
      return name satisfies never;
  }
}

/** All words of the search, in any order, in what stands about a setting; a secret is not found by its value. */
function isFound(setting: Setting, words: readonly string[]): boolean {
  const { address, knowledge, item, isSecret, group, issues } = setting;
  const value = isSecret ? '' : (item?.value ?? '');
  const sentences = issues.map(({ sentence }) => sentence).join(' ');
  const about = `${knowledge?.meaning ?? ''} ${item?.note ?? ''}`;
  const text = `${address} ${group} ${value} ${about} ${sentences}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export function filterSettings(
  settings: readonly Setting[],
  { search, only }: SettingFilter,
  context: FilterContext,
): Setting[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter(
    (setting) => isFound(setting, words) && [...only].every((name) => passes(setting, name, context)),
  );
}
