import type { TFunction } from 'i18next';
import { describeComponent } from '../../../../shared/ocpp/deviceModel/components.ts';
import type { SettingRow } from './settingRows.ts';

/** How the head of a group reads: a profile by its name for people, a component as it is spelt, with what it is. */
export function groupWords(
  t: TFunction,
  { label, depth }: SettingRow & { kind: 'group' },
  isTree: boolean,
): { title: string; hint?: string } {
  if (!isTree) return { title: t(`configuration.groups.${label}`, { defaultValue: label }) };
  const meaning = depth === 0 ? describeComponent(label.replace(/\[.*$/, ''))?.meaning : undefined;
  return meaning === undefined ? { title: label } : { title: label, hint: meaning };
}
