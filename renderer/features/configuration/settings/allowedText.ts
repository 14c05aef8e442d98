import type { TFunction } from 'i18next';
import type { Setting } from './setting.ts';

/** What a setting can hold, in a few signs: `0 … 3600 s`, `true, false`, `list`. */
export function allowedText(t: TFunction, setting: Setting): string {
  const { shape, isSecret } = setting;
  if (shape === undefined) return '';
  const { type, unit, min, max, values, maxLength, minLength } = shape;
  if (isSecret) return t('configuration.type.secret');
  switch (type) {
    case 'boolean':
      return 'true, false';
    case 'integer':
    case 'decimal':
      return [numbersText(setting) ?? rangeText(min, max) ?? t(`configuration.type.${type}`), unit]
        .filter(Boolean)
        .join(' ');
    case 'choice':
      return values === undefined ? t('configuration.type.choice') : values.join(', ');
    case 'list':
    case 'sequence':
    case 'dateTime':
      return t(`configuration.type.${type}`);
    case 'string': {
      const length = rangeText(minLength, maxLength);
      const kind = t(shape.textForm === 'url' ? 'configuration.type.url' : 'configuration.type.string');
      return length === undefined ? kind : `${kind}, ${t('configuration.type.length', { length })}`;
    }
    default:
      return type satisfies never;
  }
}

/** A device may take single values outside its range, as 0 for “off”. */
function numbersText({ item }: Setting): string | undefined {
  const { min, max, also = [] } = item?.driver ?? {};
  return also.length === 0 ? undefined : [also.join(', '), rangeText(min, max)].filter(Boolean).join(', ');
}

export function rangeText(min: number | undefined, max: number | undefined): string | undefined {
  if (min !== undefined && max !== undefined) return `${min} … ${max}`;
  if (min !== undefined) return `≥ ${min}`;
  return max === undefined ? undefined : `≤ ${max}`;
}
