import { withoutUndefined } from '../../withoutUndefined.ts';
import type { DriverItem, ItemRisk } from '../driverItem.ts';
import type { TextItem, TextWriteRule } from './itemText.ts';

export interface ProfileTextItem extends TextItem {
  title?: string | undefined;
  meaning?: string | undefined;
  group?: string | undefined;
  default?: string | undefined;
  isLive: boolean;
  isVolatile?: boolean | undefined;
  isSecret: boolean;
  read?: object | undefined;
  write?: (Omit<TextWriteRule, 'pattern'> & { risk: ItemRisk }) | undefined;
}

/** What lists show of an item whose values are texts on the line. What must never be sent cannot be written. */
export function textDriverItem(item: ProfileTextItem): DriverItem {
  const { write } = item;
  const canWrite = write !== undefined && write.forbidden === undefined;
  const choices = Object.values(item.enum ?? {}).map((word) => ({ value: word, title: word }));
  const meaning = [item.meaning, write?.forbidden].filter((text) => text !== undefined).join(' ');
  return {
    key: item.key,
    title: item.title ?? item.key,
    type: choices.length > 0 ? 'choice' : item.type,
    access: item.read === undefined ? 'write-only' : canWrite ? 'read-write' : 'read-only',
    risk: write?.risk ?? 'none',
    isSecret: item.isSecret,
    isLive: item.isLive,
    ...(meaning === '' ? {} : { meaning }),
    ...(choices.length === 0 ? {} : { choices }),
    ...(write?.also === undefined ? {} : { also: [...write.also] }),
    ...withoutUndefined({
      group: item.group,
      unit: item.unit,
      min: write?.min,
      max: write?.max,
      defaultValue: item.default,
      isVolatile: item.isVolatile,
    }),
  };
}
