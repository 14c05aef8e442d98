import type { TFunction } from 'i18next';
import type { TemplateRule } from '../../../../shared/configuration/template/template.ts';
import { rangeText } from '../settings/allowedText.ts';

/** What a rule asks for, in a few words. */
export function ruleWords(t: TFunction, { equals, oneOf, range, exists }: TemplateRule): string {
  if (equals !== undefined) return equals === '' ? t('configuration.value.empty') : `= ${equals}`;
  if (oneOf !== undefined) return t('configuration.templates.rule.oneOf', { values: oneOf.join(', ') });
  if (range !== undefined) return rangeText(range.min, range.max) ?? '';
  if (exists !== undefined) return t(`configuration.templates.rule.${exists ? 'exists' : 'absent'}`);
  return t('configuration.templates.rule.secret');
}
