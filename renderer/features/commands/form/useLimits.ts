import { useTranslation } from 'react-i18next';
import { fieldUnit } from '../../../../shared/ocpp/fieldMeanings/fieldUnits.ts';
import type { JsonNode } from '../../../../shared/jsonTree.ts';
import { shownText } from './fieldSource.ts';
import type { Field } from '../../../../shared/ocpp/fieldMeanings/fieldSpec.ts';
import { useForm } from './formContext.ts';

/** Limits and unit of a field in few words; for texts with what is used of them. */
export function useLimits({ name, spec }: Field, node: JsonNode | undefined): string | undefined {
  const { t } = useTranslation();
  const { text } = useForm();
  const { kind, minimum, maximum, maxLength, minItems, maxItems } = spec;
  const parts: string[] = [];
  if (kind === 'number') {
    if (minimum !== undefined && maximum !== undefined) parts.push(t('form.range', { minimum, maximum }));
    else if (minimum !== undefined) parts.push(t('form.atLeast', { minimum }));
    else if (maximum !== undefined) parts.push(t('form.atMost', { maximum }));
    const unit = fieldUnit(name);
    if (unit !== undefined) parts.push(unit);
  }
  if (kind === 'text' && maxLength !== undefined) {
    const used = node?.kind === 'string' ? Array.from(shownText(text, node)).length : 0;
    parts.push(t('form.characters', { used, maxLength }));
  }
  if (kind === 'array') {
    if (minItems > 0 && maxItems !== undefined) parts.push(t('form.itemRange', { minItems, maxItems }));
    else if (minItems > 1) parts.push(t('form.itemsAtLeast', { minItems }));
    else if (maxItems !== undefined) parts.push(t('form.itemsAtMost', { maxItems }));
  }
  return parts.length === 0 ? undefined : parts.join(' ');
}
